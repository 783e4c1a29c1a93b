/* name_word.c -- which words name a quantity, and which say nothing at a name's ends. */
#include "extract/name_int.h"

/* "ngân sách", "nội địa": what is collected or spent. */
static bool is_of_budget(const struct scan *s, uint32_t i)
{
    return i + 1 < s->n &&
           ((str_eq(s->t[i].fold, STR("ngân")) && str_eq(s->t[i + 1].fold, STR("sách"))) ||
            (str_eq(s->t[i].fold, STR("nội")) && scan_word(s, i + 1) == W_DIA));
}

/* Nouns that name a quantity: an indicator's name begins at one of them. Most need a
 * second word: "tài khoản", not "tài sản". */
bool name_is_head(const struct scan *s, uint32_t i)
{
    uint16_t next = scan_word(s, i + 1);

    switch (scan_word(s, i)) {
    case W_TONG:
        return next != W_CUC;   /* an office */
    case W_SO_COUNT:
        return next != W_LIEU_DATA &&       /* "một số huyện" are some */
               (i == 0 || !str_eq(s->t[i - 1].fold, STR("một")));
    case W_VON: case W_LUONG: case W_DAN_HERD: case W_GRDP: case W_GDP: case W_IIP: case W_THUE:
    case W_QUY_FUND:
        return true;
    case W_CHI:                 /* "địa chỉ số" is an address, no index */
        return next == W_SO_COUNT && (i == 0 || scan_word(s, i - 1) != W_DIA);
    case W_DIEN:
        return next == W_TICH;
    case W_SAN: case W_KHOI: case W_TRONG_WEIGHT:
        return next == W_LUONG;
    case W_NANG_YIELD: case W_CONG: case W_LAI:
        return next == W_SUAT;
    case W_GIA:
        return next == W_TRI;
    case W_TRI:
        return next == W_GIA;
    case W_DOANH: case W_MUC_LEVEL:
        return next == W_THU_COLLECT;
    case W_KIM:
        return next == W_NGACH;
    case W_TY:
        return next == W_LE || next == W_SUAT || next == W_TRONG_WEIGHT;
    case W_TI:
        return next == W_LE || next == W_TRONG_WEIGHT;
    case W_KINH:
        return next == W_PHI;
    case W_QUY_MO:
        return next == W_MO;
    case W_NO:
        return next == W_XAU;
    case W_DU_LEFT:
        return next == W_NO;
    case W_DAN_2:
        return next == W_SO_COUNT;
    case W_THU_COLLECT:
        return next == W_NHAP || is_of_budget(s, i + 1);
    case W_CHI_SPEND:
        return next == W_THUONG || is_of_budget(s, i + 1);
    case W_MAT: case W_TOC:
        return next == W_DO_LEVEL;
    case W_DO_LEVEL:
        return next == W_CHE;
    case W_TUOI:
        return next == W_THO;
    case W_CHIEU:
        return next == W_DAI_LONG;
    case W_NGUON:
        return next == W_VON;
    case W_TAI_WEALTH:
        return next == W_KHOAN;
    case W_THIET:
        return next == W_HAI_HARM;
    case W_LOI:
        return next == W_NHUAN;
    case W_BAN_HALF:
        return next == W_KINH_RADIUS;
    case W_GIUONG:
        return next == W_BENH;
    default:
        return false;
    }
}

/* "làm 2 người chết", "làm sập 5 nhà": what an event brings about; "làm sạch dữ
 * liệu", "làm giàu" are verbs of their own. */
static bool is_causing(const struct scan *s, uint32_t i)
{
    static const char *const harm[] = { "chết", "bị", "thiệt", "hư", "cháy", "sập", "ngập",
                                        "tốc", "mất", "ảnh" };

    if (i + 1 >= s->n || s->t[i + 1].kind != TOKEN_WORD)
        return true;
    for (size_t k = 0; k < sizeof harm / sizeof *harm; k++)
        if (str_is(s->t[i + 1].fold, harm[k]))
            return true;
    return false;
}

/* "cụ thể", "bao gồm", "địa bàn", "thực hiện", "dự kiến", "dự ước": two words that say
 * nothing, the first of which begins other words too (dự án, thực phẩm). */
static bool leads_with(const struct scan *s, uint32_t i)
{
    uint16_t next = scan_word(s, i + 1);

    switch (scan_word(s, i)) {
    case W_CU: return next == W_THE;
    case W_BAO: return next == W_GOM;
    case W_DIA: return next == W_BAN_AREA;
    case W_THUC: return next == W_HIEN;
    default: return next == W_KIEN || next == W_UOC;
    }
}

/* Words that say nothing of what is measured, at the left end of a name ... */
bool name_is_lead(const struct scan *s, uint32_t i)
{
    switch (scan_word(s, i)) {
    case W_TRONG: case W_DO: case W_VA: case W_VOI: case W_CUNG:
    case W_HIEN: case W_NAY: case W_DEN: case W_DA_DONE: case W_CO: case W_LA: case W_UOC:
    case W_DAT: case W_TOAN_WHOLE: case W_TAI: case W_TREN: case W_O:
    case W_DUOC: case W_CHO: case W_TUC: case W_KHOANG: case W_TINH:
    case W_DANG: case W_MOI: case W_GOM: case W_CON: case W_CA: case W_BAN_AREA:
    case W_TU: case W_RIENG: case W_NHUNG_BUT: case W_CUA: case W_CAC:
    case W_NHUNG: case W_RA: case W_DO_CAUSE: case W_XAY:
        return true;
    case W_CU: case W_BAO: case W_DIA: case W_THUC: case W_DU:
        return leads_with(s, i);
    case W_THE:
        return i > 0 && scan_word(s, i - 1) == W_CU;
    case W_KIEN:
        return i > 0 && scan_word(s, i - 1) == W_DU;
    case W_NANG:                /* "nâng tổng số", but "nâng cấp", "nâng cao" */
        return scan_word(s, i + 1) != W_CAP && scan_word(s, i + 1) != W_CAO;
    case W_KET: case W_QUA_RESULT:      /* "Kết quả: 45 xã" */
        return scan_is_mark(s, i + 1, ':') ||
               (scan_word(s, i + 1) == W_QUA_RESULT && scan_is_mark(s, i + 2, ':'));
    case W_KY:                  /* "cùng kỳ", "trong kỳ"; but "kỳ thi" */
        return i > 0 && (scan_word(s, i - 1) == W_CUNG || scan_word(s, i - 1) == W_TRONG);
    case W_THANG: case W_QUY: case W_NAM:   /* "trong tháng, ..." */
        return i > 0 && scan_word(s, i - 1) == W_TRONG;
    case W_TANG:                /* "Tăng trưởng tín dụng" is a noun */
        return i + 1 >= s->n || !str_eq(s->t[i + 1].fold, STR("trưởng"));
    case W_GIAM: case W_DUA: case W_THI_THEN:
        return true;
    case W_LAM:
        return is_causing(s, i);
    case W_TUONG:
        return scan_word(s, i + 1) == W_UNG || scan_word(s, i + 1) == W_DUONG_EQUAL;
    case W_UNG: case W_DUONG_EQUAL:
        return i > 0 && scan_word(s, i - 1) == W_TUONG;
    case W_TIEP:
        return scan_word(s, i + 1) == W_TUC;
    case W_PHAN:
        return scan_word(s, i + 1) == W_DAU_STRIVE;
    case W_DAU_STRIVE:          /* of "phấn đấu", not of "đấu tranh", "đấu giá" */
        return i > 0 && scan_word(s, i - 1) == W_PHAN;
    case W_TRI_KEEP: case W_VUNG_FIRM:
        return true;
    case W_DUY:
        return scan_word(s, i + 1) == W_TRI_KEEP;
    case W_GIU:
        return scan_word(s, i + 1) == W_VUNG_FIRM;
    default:
        return s->t[i].kind == TOKEN_MARK;
    }
}

/* The "ở" of "nhà ở", "đất ở", "chỗ ở". */
bool name_is_dwelling(const struct scan *s, uint32_t i)
{
    return i > 0 && (str_eq(s->t[i - 1].fold, STR("nhà")) ||
                     str_eq(s->t[i - 1].fold, STR("đất")) ||
                     str_eq(s->t[i - 1].fold, STR("chỗ")));
}

/* ... and at its right end. */
bool name_is_tail(const struct scan *s, uint32_t i)
{
    switch (scan_word(s, i)) {
    case W_DAT: case W_UOC: case W_LA: case W_CO: case W_DUOC: case W_DA_DONE: case W_DANG:
    case W_KHOANG: case W_TREN: case W_HON: case W_GAN: case W_CON:
    case W_VOI: case W_CHO: case W_TOI_REACH: case W_DEN: case W_GOM:
    case W_BANG: case W_CHIEM: case W_TU: case W_VA: case W_TAI:
    case W_NANG: case W_XUONG: case W_GIAM: case W_TANG: case W_SE:
    case W_TRONG: case W_VUOT: case W_CUA: case W_IT: case W_CA:
    case W_TOAN_WHOLE: case W_CUNG: case W_THUOC: case W_THI_THEN: case W_VAO:
        return true;
    case W_CHI:                 /* "chỉ đạt", but "chứng chỉ", "tín chỉ" */
        return i == 0 || (!str_eq(s->t[i - 1].fold, STR("chứng")) &&
                          !str_eq(s->t[i - 1].fold, STR("tín")));
    case W_PHAN:
        return scan_word(s, i + 1) == W_DAU_STRIVE;
    case W_DAU_STRIVE:
        return i > 0 && scan_word(s, i - 1) == W_PHAN;
    case W_GHI:                 /* "khu vực dịch vụ ghi nhận 15 doanh nghiệp" */
        return scan_word(s, i + 1) == W_NHAN;
    case W_NHAN:
        return i > 0 && scan_word(s, i - 1) == W_GHI;
    case W_TINH_CALC:           /* "kim ngạch ước tính đạt" */
        return i > 0 && scan_word(s, i - 1) == W_UOC;
    case W_DU: case W_BAO: case W_THUC:         /* "dự kiến", but "lương thực" */
        return leads_with(s, i) || (scan_word(s, i) == W_THUC && scan_is_number(s, i + 1) &&
                                    !(i > 0 && str_eq(s->t[i - 1].fold, STR("lương"))));
    case W_KIEN:
        return i > 0 && scan_word(s, i - 1) == W_DU;
    case W_O:
        return !name_is_dwelling(s, i);
    case W_LEN:                 /* but "từ 15 tuổi trở lên" */
        return i == 0 || scan_word(s, i - 1) != W_TRO;
    case W_HIEN:
        return i == 0 || scan_word(s, i - 1) != W_PHAT;
    case W_NHAT:                /* "ít nhất", but "giải nhất" */
        return i > 0 && scan_word(s, i - 1) == W_IT;
    case W_MUC_LEVEL:           /* "ở mức 99,9%" */
        return i > 0 && scan_word(s, i - 1) == W_O;
    case W_RA:
        return i > 0 && scan_word(s, i - 1) == W_XAY;
    case W_XAY:
        return scan_word(s, i + 1) == W_RA;
    case W_DOI:
        return scan_word(s, i + 1) == W_VOI;
    case W_LAM:                 /* "bệnh dại làm 2 người", but "việc làm" */
        return scan_is_number(s, i + 1) && i > 0 && !str_eq(s->t[i - 1].fold, STR("việc"));
    case W_MOI:                 /* "mới đạt 5%", but "thành lập mới", "trồng mới đạt" */
        if (i > 0 && (scan_word(s, i - 1) == W_TRONG_PLANT || scan_word(s, i - 1) == W_CAP ||
                      scan_word(s, i - 1) == W_XAY_BUILD || scan_word(s, i - 1) == W_DUNG_BUILD))
            return false;
        return scan_word(s, i + 1) == W_DAT || scan_word(s, i + 1) == W_CO ||
               scan_word(s, i + 1) == W_DUOC;
    default:
        return s->t[i].kind == TOKEN_MARK;
    }
}

/* Words that join a sentence to those before it ("bên cạnh đó", "tính chung", "như
 * vậy"), and adverbs: their number, or 0. */
static uint32_t joining_words(const struct scan *s, uint32_t i)
{
    switch (scan_word(s, i)) {
    case W_CUNG_ALSO: case W_VAN_STILL: case W_SONG:
        return 1;
    case W_UOC:                 /* "cán cân thương mại ước tính nhập siêu" */
        return scan_word(s, i + 1) == W_TINH_CALC ? 2 : 0;
    case W_TAI: case W_THOI:
        return PHRASE(s, i, W_TAI, W_THOI, W_DIEM) + PHRASE(s, i, W_THOI, W_DIEM);
    case W_NHU: case W_VI:
        return scan_word(s, i + 1) == W_VAY ? 2 : 0;
    case W_DO_CAUSE:
        return scan_word(s, i + 1) == W_VAY || scan_word(s, i + 1) == W_DO ? 2 : 0;
    case W_THEO: case W_QUA_THROUGH:
        return scan_word(s, i + 1) == W_DO ? 2 : 0;
    case W_TUY:
        return scan_word(s, i + 1) == W_NHIEN || scan_word(s, i + 1) == W_VAY ? 2 : 1;
    case W_NGOAI:
        return scan_word(s, i + 1) == W_RA ? 2 : 0;
    case W_TINH_CALC:
        return scan_word(s, i + 1) == W_CHUNG && (i == 0 || scan_word(s, i - 1) != W_UOC) ? 2 : 0;
    case W_BEN:
        return PHRASE(s, i, W_BEN, W_CANH, W_DO);
    case W_CUNG:
        return PHRASE(s, i, W_CUNG, W_VOI, W_DO);
    case W_TRONG:
        return PHRASE(s, i, W_TRONG, W_KHI, W_DO);
    default:
        return 0;
    }
}

/* "trên địa bàn (tỉnh)", "toàn tỉnh", "của tỉnh": every figure is. Its length. */
uint32_t name_whereabouts(const struct scan *s, uint32_t i)
{
    uint32_t k = joining_words(s, i);
    uint16_t next = scan_word(s, i + 1);

    if (k > 0)
        return k;
    switch (scan_word(s, i)) {
    case W_TREN:
        k = PHRASE(s, i, W_TREN, W_DIA, W_BAN_AREA);
        return k == 0 ? 0 : k + (scan_word(s, i + k) == W_TOAN_WHOLE) +
                            (scan_word(s, i + k) == W_TINH || scan_word(s, i + k + 1) == W_TINH);
    case W_TOAN_WHOLE:          /* but "toàn xã hội" */
        return next == W_TINH || next == W_HUYEN || next == W_NGANH ||
               (next == W_XA && scan_word(s, i + 2) != W_HOI) ? 2 : 0;
    case W_CUA:
        return next == W_TINH ? 2 : 0;
    default:
        return 0;
    }
}

/* "(của) cả nước", "toàn quốc", "trên phạm vi ...": its length or 0. In the report of a
 * province it tells another place. */
uint32_t name_nationwide(const struct scan *s, uint32_t i)
{
    if (s->home.len && !str_eq(s->home, STR("cả nước")))
        return 0;

    uint32_t of = scan_word(s, i) == W_CUA || scan_word(s, i) == W_TREN;

    if (PHRASE(s, i + of, W_TOAN_WHOLE, W_QUOC) || PHRASE(s, i + of, W_CA, W_NUOC))
        return of + 2;
    return scan_word(s, i) == W_TREN && i + 2 < s->n && str_eq(s->t[i + 2].fold, STR("vi")) &&
           str_eq(s->t[i + 1].fold, STR("phạm")) ? 3 : 0;
}

bool name_is_purpose(const struct scan *s, uint32_t i)
{
    if (scan_word(s, i) == W_PHUC)
        return scan_word(s, i + 1) == W_VU;
    return s->t[i].word == W_OTHER && str_eq(s->t[i].fold, STR("nhằm"));
}

/* A number that is part of a name: "trẻ dưới 5 tuổi", "lớp 6", "phủ sóng 4G". */
bool name_is_number(const struct scan *s, uint32_t i)
{
    enum claim_class class;

    if (scan_word(s, i + 1) == W_TUOI)
        return true;
    if (scan_is_mark(s, i + 1, '-') && scan_is_number(s, i + 2) && scan_word(s, i + 3) == W_TUOI)
        return true;
    return scan_exempt(s, i, s->n, &class) > i && (class == CLAIM_NAME || class == CLAIM_ORDINAL);
}

/* The closing bracket of the one at i within [i, to), or to. */
uint32_t name_closing(const struct scan *s, uint32_t i, uint32_t to)
{
    while (i < to && !scan_is_mark(s, i, ')'))
        i++;
    return i;
}
