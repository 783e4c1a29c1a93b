/* html.c -- text, figures and shapes in HTML. */
#include "write/html.h"

void html_put_text(struct buf *out, str s)
{
    buf_html(out, s);
}

void html_put_dec(struct buf *out, dec d)
{
    char text[DEC_TEXT];

    dec_format_vi(dec_abs(d), text);
    if (d.coef < 0)
        HTML_LIT(out, "−");
    html_put_text(out, str_from(text));
}

void html_put_count(struct buf *out, uint64_t n)
{
    html_put_dec(out, (dec){ (int64_t)n, 0 });
}

void html_put_shape(struct buf *out, const char *class, const char *symbol, const char *word)
{
    buf_printf(out, "<svg class=\"hinh %s\" role=\"img\" aria-label=\"%s\">"
               "<use href=\"#%s\"/></svg>", class, word, symbol);
}

static const struct { const char *class, *symbol, *word; } severity_shape[] = {
    [SEVERITY_NOTE] = { "ghi", "h-ghi", "Ghi chú" },
    [SEVERITY_WARNING] = { "cham", "h-cham", "Cảnh báo" },
    [SEVERITY_ERROR] = { "nguy", "h-nguy", "Lỗi" },
};

void html_put_severity(struct buf *out, enum diag_severity s)
{
    html_put_shape(out, severity_shape[s].class, severity_shape[s].symbol, severity_shape[s].word);
}

void html_put_severity_named(struct buf *out, enum diag_severity s)
{
    buf_printf(out, "<span class=\"muc-do\"><svg class=\"hinh %s\" aria-hidden=\"true\">"
               "<use href=\"#%s\"/></svg> %s</span>", severity_shape[s].class,
               severity_shape[s].symbol, severity_shape[s].word);
}

void html_put_symbols(struct buf *out)
{
    HTML_LIT(out, "<svg class=\"an\" aria-hidden=\"true\"><defs>"
            "<symbol id=\"h-dat\" viewBox=\"0 0 14 14\"><circle cx=\"7\" cy=\"7\" r=\"6.5\"/>"
            "<path class=\"net\" d=\"M4 7.2l2.1 2.1L10.1 5\"/></symbol>"
            "<symbol id=\"h-cham\" viewBox=\"0 0 14 14\"><path d=\"M7 .9 13.7 13H.3z\"/>"
            "<path class=\"net\" d=\"M7 5v3.6M7 10.4v.9\"/></symbol>"
            "<symbol id=\"h-nguy\" viewBox=\"0 0 14 14\"><path d=\"M7 0l7 7-7 7-7-7z\"/>"
            "<path class=\"net\" d=\"M5 5l4 4M9 5l-4 4\"/></symbol>"
            "<symbol id=\"h-vu\" viewBox=\"0 0 14 14\">"
            "<circle class=\"vien\" cx=\"7\" cy=\"7\" r=\"5.8\"/>"
            "<path d=\"M1.2 7a5.8 5.8 0 0 0 11.6 0z\"/></symbol>"
            "<symbol id=\"h-trong\" viewBox=\"0 0 14 14\">"
            "<circle class=\"vien dut\" cx=\"7\" cy=\"7\" r=\"5.8\"/></symbol>"
            "<symbol id=\"h-gach\" viewBox=\"0 0 14 14\"><path d=\"M2.5 6.2h9v1.6h-9z\"/></symbol>"
            "<symbol id=\"h-ghi\" viewBox=\"0 0 14 14\"><path d=\"M1 1h12v12H1z\"/>"
            "<path class=\"net\" d=\"M7 6.2v4.4M7 3.4v1\"/></symbol>"
            "</defs></svg>");
}
