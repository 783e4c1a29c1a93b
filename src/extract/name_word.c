/* name_word.c -- which words name a quantity, and which say nothing at a name's ends. */
#include "extract/name_int.h"

/* Nouns that name a quantity: an indicator's name begins at one of them. A
 * second word, where given, must follow: "tài khoản", not "tài sản". */
bool name_is_head(const struct scan *s, uint32_t i)
{
    static const uint16_t head[][2] = {
        { W_TONG, W_OTHER },
        { W_DIEN, W_TICH },
        { W_SAN, W_LUONG },
        { W_NANG_YIELD, W_SUAT },
        { W_GIA, W_TRI },
        { W_TRI, W_GIA },
        { W_DOANH, W_THU_COLLECT },
        { W_KIM, W_NGACH },
        { W_TY, W_LE },
        { W_TI, W_LE },
        { W_TY, W_SUAT },
        { W_TY, W_TRONG_WEIGHT },
        { W_TI, W_TRONG_WEIGHT },
        { W_SO_COUNT, W_OTHER },
        { W_KINH, W_PHI },
        { W_VON, W_OTHER },
        { W_CHI, W_SO_COUNT },
        { W_KHOI, W_LUONG },
        { W_CONG, W_SUAT },
        { W_LUONG, W_OTHER },
        { W_TRONG_WEIGHT, W_LUONG },
        { W_QUY_MO, W_MO },
        { W_DAN_HERD, W_OTHER },
        { W_GRDP, W_OTHER },
        { W_GDP, W_OTHER },
        { W_IIP, W_OTHER },
        { W_NO, W_XAU },
        { W_DU_LEFT, W_NO },
        { W_THUE, W_OTHER },
        { W_DAN_2, W_SO_COUNT },
        { W_THU_COLLECT, W_NHAP },
        { W_CHI_SPEND, W_THUONG },
        { W_MAT, W_DO_LEVEL },
        { W_DO_LEVEL, W_CHE },
        { W_TOC, W_DO_LEVEL },
        { W_TUOI, W_THO },
        { W_MUC_LEVEL, W_THU_COLLECT },
        { W_LAI, W_SUAT },
        { W_CHIEU, W_DAI_LONG },
        { W_NGUON, W_VON },
        { W_TAI_WEALTH, W_KHOAN },
        { W_THIET, W_HAI_HARM },
        { W_LOI, W_NHUAN },
        { W_QUY_FUND, W_OTHER },
        { W_BAN_HALF, W_KINH_RADIUS },
        { W_GIUONG, W_BENH },
    };
    uint16_t word = scan_word(s, i);

    if (word == W_OTHER || (word == W_CHI && i > 0 && scan_word(s, i - 1) == W_DIA))
        return false;           /* "địa chỉ số" is an address, no index */
    if (PHRASE(s, i, W_TONG, W_CUC) || PHRASE(s, i, W_SO_COUNT, W_LIEU_DATA))
        return false;           /* an office, and what it tells */
    for (size_t k = 0; k < sizeof head / sizeof *head; k++)
        if (head[k][0] == word && (head[k][1] == W_OTHER || scan_word(s, i + 1) == head[k][1]))
            return true;
    return false;
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
        if (str_eq(s->t[i + 1].fold, str_from(harm[k])))
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
    case W_KHOANG: case W_TREN: case W_HON: case W_GAN: case W_CHI: case W_CON:
    case W_VOI: case W_CHO: case W_TOI_REACH: case W_DEN: case W_GOM:
    case W_BANG: case W_CHIEM: case W_TU: case W_VA: case W_TAI:
    case W_NANG: case W_XUONG: case W_GIAM: case W_TANG: case W_SE:
    case W_TRONG: case W_VUOT: case W_CUA: case W_IT: case W_CA:
    case W_TOAN_WHOLE: case W_CUNG: case W_THUOC: case W_THI_THEN: case W_VAO:
        return true;
    case W_GHI:                 /* "khu vực dịch vụ ghi nhận 15 doanh nghiệp" */
        return scan_word(s, i + 1) == W_NHAN;
    case W_NHAN:
        return i > 0 && scan_word(s, i - 1) == W_GHI;
    case W_TINH_CALC:           /* "kim ngạch ước tính đạt" */
        return i > 0 && scan_word(s, i - 1) == W_UOC;
    case W_DU: case W_BAO: case W_THUC:         /* "dự kiến", but "lương thực" */
        return leads_with(s, i) || (scan_word(s, i) == W_THUC && scan_is_number(s, i + 1));
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

bool name_is_dropped(const struct scan *s, uint32_t i)
{
    return (s->note[i] & (NOTE_TIME | NOTE_PLACE | NOTE_USED | NOTE_DOCUMENT)) != 0;
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
    uint32_t k;

    if ((k = joining_words(s, i)) > 0)
        return k;
    if ((k = PHRASE(s, i, W_TREN, W_DIA, W_BAN_AREA)) > 0)
        return k + (scan_word(s, i + k) == W_TOAN_WHOLE) +
               (scan_word(s, i + k) == W_TINH || scan_word(s, i + k + 1) == W_TINH);
    if (scan_word(s, i) == W_TOAN_WHOLE &&
        (scan_word(s, i + 1) == W_HUYEN || scan_word(s, i + 1) == W_NGANH ||
         (scan_word(s, i + 1) == W_XA && scan_word(s, i + 2) != W_HOI)))
        return 2;               /* but "toàn xã hội" */
    if ((k = PHRASE(s, i, W_TOAN_WHOLE, W_TINH)) > 0 || (k = PHRASE(s, i, W_CUA, W_TINH)) > 0)
        return k;
    return 0;
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
