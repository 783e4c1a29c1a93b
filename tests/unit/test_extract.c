/* test_extract.c -- sentences of every family, and the statements they make. */
#include "extract/extract.h"

#include "base/job.h"
#include "read/read.h"
#include "t.h"

#include <string.h>

enum { MOST = 8 };

/* Each row: indicator | value unit | changes | % of plan, as row_text() prints. */
struct family {
    const char *text;
    const char *row[MOST];      /* ended by NULL */
};

static const struct family family[] = {
    { "Sản lượng chè ước đạt 47.500 tấn, tăng 8,3% so với cùng kỳ năm trước, đạt 105,6% KH.",
      { "Sản lượng chè|47500 tấn|+8.3%|105.6" } },
    /* a base told once at the end holds for the chain, and its statements have names */
    { "Nông nghiệp tăng 2,1%; dịch vụ tăng 6,4%; công nghiệp giảm 1,5% so với năm 2021.",
      { "Nông nghiệp||+2.1% năm 2021|", "Dịch vụ||+6.4% năm 2021|",
        "Công nghiệp||-1.5% năm 2021|" } },
    /* parts take the head of their total */
    { "Kim ngạch xuất nhập khẩu đạt 70,16 triệu USD, trong đó: xuất khẩu đạt 46,16 triệu USD; "
      "nhập khẩu 24 triệu USD.",
      { "Kim ngạch xuất nhập khẩu|70.16 triệu USD||", "Kim ngạch xuất khẩu|46.16 triệu USD||",
        "Kim ngạch nhập khẩu|24 triệu USD||" } },
    /* a ratio of the base, and a share */
    { "Chi đầu tư đạt 150 tỷ đồng, bằng 61,25% so với cùng kỳ năm trước.",
      { "Chi đầu tư|150 tỷ đồng|=61.25%|" } },
    { "Vốn dân cư là 72,7 tỷ đồng (chiếm 12,5%).",
      { "Vốn dân cư|72.7 tỷ đồng||", "Tỷ trọng vốn dân cư|12.5 %||" } },
    /* a/b of a plan states the plan too; a/b of a count has its own percentage */
    { "Trồng mới 120/500 ha rừng, đạt 24% kế hoạch.",
      { "Diện tích trồng mới rừng|120 ha||24", "Kế hoạch diện tích trồng mới rừng|500 ha||" } },
    { "Có 94/106 xã có điện lưới (đạt 88,7%).",
      { "Số xã có điện lưới|94 xã||", "Tỷ lệ xã có điện lưới|88.7 %||" } },
    /* the base in front, and amounts that find their figures again */
    { "Xảy ra 12 vụ tai nạn, làm 5 người chết, 9 người bị thương; so với cùng kỳ giảm 3 vụ, "
      "giảm 2 người chết, tăng 1 người bị thương.",
      { "Số vụ tai nạn|12 vụ|-3vụ|", "Số người chết do tai nạn|5 người|-2người|",
        "Số người bị thương do tai nạn|9 người|+1người|" } },
    /* from A down to B: two times of one indicator */
    { "Tỷ lệ hộ nghèo giảm từ 21,5% năm 2020 xuống còn 14,2% năm 2022.",
      { "Tỷ lệ hộ nghèo|21.5 %||", "Tỷ lệ hộ nghèo|14.2 %||" } },
    { "Tỷ lệ giải ngân đạt 57,4%, cao hơn 6,6 điểm phần trăm so với bình quân cả nước (50,8%).",
      { "Tỷ lệ giải ngân|57.4 %|+6.6điểm phần trăm bình quân cả nước|",
        "Tỷ lệ giải ngân|50.8 %||" } },
    /* what is completed of a plan, and amounts that can reach but their plan */
    { "Trồng mới 120 ha rừng, hoàn thành 104% kế hoạch.",
      { "Diện tích trồng mới rừng|120 ha||104" } },
    { "Giải ngân vốn đầu tư công mới đạt 41,5%; vốn sự nghiệp chỉ đạt 33%.",
      { "Giải ngân vốn đầu tư công|||41.5", "Vốn sự nghiệp|||33" } },
    { "Thu hút 120 tỷ đồng đạt 48%. Sản lượng lương thực 97 nghìn tấn, đạt 101% tăng 2%.",
      { "Thu hút|120 tỷ đồng||48", "Sản lượng lương thực|97 nghìn tấn|+2%|101" } },
    /* what is counted stands before the number alone, with a colon or without */
    { "Số nhà bị tốc mái: 45; số hộ nghèo 1.250.",
      { "Số nhà bị tốc mái|45 nhà||", "Số hộ nghèo|1250 hộ||" } },
    /* multiples, ranks, nearly the base */
    { "Số vụ cháy giảm 2,5 lần so với năm 2021.", { "Số vụ cháy||-2.5lần năm 2021|" } },
    { "Chỉ số PCI xếp hạng 44/63 tỉnh, thành phố (tăng 03 bậc so với năm 2021).",
      { "Xếp hạng Chỉ số PCI|44 hạng|+3bậc năm 2021|" } },
    { "Diện tích chè đạt 612,9 ha, xấp xỉ cùng kỳ năm trước.",
      { "Diện tích chè|612.9 ha|=|" } },
    { "Thu ngân sách đạt 215 tỷ đồng, vượt 5,2% dự toán.",
      { "Thu ngân sách|215 tỷ đồng|>5.2% dự toán|" } },
    /* what is counted stands behind the number; the label and the money go with it */
    { "Có 150 doanh nghiệp thành lập mới với tổng vốn 1.234,5 tỷ đồng.",
      { "Số doanh nghiệp thành lập mới|150 doanh nghiệp||",
        "Tổng vốn doanh nghiệp thành lập mới|1234.5 tỷ đồng||" } },
    { "Cây ngô: Diện tích gieo trồng đạt 23.070 ha; sản lượng đạt 71.183 tấn.",
      { "Diện tích gieo trồng Cây ngô|23070 ha||", "Sản lượng cây ngô|71183 tấn||" } },
    { "100% trung tâm các xã, phường có sóng di động.",
      { "Tỷ lệ trung tâm các xã, phường có sóng di động|100 %||" } },
    /* a companion takes the growth behind it, the figure it goes with the plan */
    { "Có 14 hợp tác xã mới với tổng vốn 47 tỷ đồng, đạt 63,6% kế hoạch.",
      { "Số hợp tác xã mới|14 hợp tác xã||63.6", "Tổng vốn hợp tác xã mới|47 tỷ đồng||" } },
    { "Cấp phép 6 dự án với tổng vốn 500 tỷ đồng, giảm 15% so với cùng kỳ.",
      { "Số dự án cấp phép|6 dự án||", "Tổng vốn cấp phép dự án|500 tỷ đồng|-15%|" } },
    /* one verb for amounts in several units */
    { "Bắt giữ 9 vụ, 12 đối tượng (giảm 3 vụ, 4 đối tượng so với cùng kỳ).",
      { "Số vụ bắt giữ|9 vụ|-3vụ|", "Số đối tượng bắt giữ|12 đối tượng|-4đối tượng|" } },
    /* a list counts in its total's unit */
    { "Có 20 trường (12 mầm non, 8 phổ thông).",
      { "Số trường|20 trường||", "Số trường mầm non|12 trường||",
        "Số trường phổ thông|8 trường||" } },
    /* a row of changes for a row of levels; as many as there are, or none */
    { "Tỷ suất tử vong trẻ em 31‰ và tử vong mẹ 36,3‰, tăng lần lượt là 3‰ và 1,2‰ so với năm "
      "2021.",
      { "Tỷ suất tử vong trẻ em|31 ‰|+3‰ năm 2021|",
        "Tỷ suất tử vong mẹ|36.3 ‰|+1.2‰ năm 2021|" } },
    { "Diện tích đạt 50 ha, sản lượng đạt 60 tấn. So với năm 2021 tăng lần lượt 3% và 4%.",
      { "Diện tích|50 ha|+3% năm 2021|", "Sản lượng|60 tấn|+4% năm 2021|" } },
    { "Lúa, ngô tăng lần lượt 5,2% và 6,3% so với năm 2021.", { NULL } },
    { "Dịch vụ 22,5%, du lịch 32,1% (năm 2023 tương ứng là 23,1%; 31,0%).",
      { "Tỷ lệ dịch vụ|22.5 %||", "Tỷ lệ du lịch|32.1 %||", "Tỷ lệ dịch vụ|23.1 %||",
        "Tỷ lệ du lịch|31.0 %||" } },
    /* the same change once more, in another unit */
    { "Xảy ra 62 vụ, tăng 8 vụ (14,8%) so với cùng kỳ.", { "Số vụ|62 vụ|+8vụ+14.8%|" } },
    /* a base between the comparison and its amount */
    { "Tuổi thọ bình quân đạt 68,5 tuổi, thấp hơn cả nước 5,4 tuổi.",
      { "Tuổi thọ bình quân|68.5 tuổi|-5.4tuổi cả nước|" } },
    /* zero in words */
    { "Xảy ra 4 vụ cháy, không có trường hợp tử vong.",
      { "Số vụ cháy|4 vụ||", "Số trường hợp tử vong do cháy|0 trường hợp||" } },
    /* the unit in the name, and behind a bracket */
    { "Tổng số ca nhiễm là 3.404.", { "Tổng số ca nhiễm|3404 ca||" } },
    { "Đã xác minh 186.718 (đạt 93,85%) trường hợp.",
      { "Số trường hợp xác minh|186718 trường hợp||93.85" } },
    /* amounts of several tokens, and counts in words before their unit */
    { "Tổng vốn đăng ký đạt 1 tỷ 850 triệu đồng.", { "Tổng vốn đăng ký|1850 triệu đồng||" } },
    { "Thu nhập bình quân đạt 2 triệu rưỡi đồng.", { "Thu nhập bình quân|2500000 đồng||" } },
    { "Số hộ nghèo là hai mươi mốt hộ, giảm ba hộ so với năm 2022.",
      { "Số hộ nghèo|21 hộ|-3hộ năm 2022|" } },
    { "Hỗ trợ hai trăm triệu đồng.", { "Số tiền hỗ trợ|200 triệu đồng||" } },
    { "Có một số xã, một phần vốn, hai bên cùng ký, không có một vụ nào, mỗi xã có một trạm y tế.",
      { NULL } },
    /* rates: with the kind between, in front, or behind "trên" */
    { "Đạt 91 thuê bao di động/100 dân và 30,5 giường bệnh/vạn dân.",
      { "Số thuê bao/100 dân|91 thuê bao/100 dân||", "Số giường/vạn dân|30.5 giường/vạn dân||" } },
    { "Số bác sĩ trên 10.000 dân đạt 12,7 người.",
      { "Số bác sĩ trên 10.000 dân|12.7 người/10.000 dân||" } },
    { "Số giường bệnh/10.000 dân: 31 giường.",
      { "Số giường bệnh/10.000 dân|31 giường/10.000 dân||" } },
    { "Nhà máy thu hút được trên 100 người.", { "Số người nhà máy thu hút|100 người||" } },
    { "Hỗ trợ 120 hộ/1.000 hộ.", { "Số hộ hỗ trợ|120 hộ||" } },
    /* nouns that stand beside each other; persons are counted by the first */
    { "Có 312 trường, trung tâm (110 trường mầm non, 202 trường phổ thông).",
      { "Số trường, trung tâm|312 trường, trung tâm||", "Số trường mầm non|110 trường||",
        "Số trường phổ thông|202 trường||" } },
    { "Có 1.120 học sinh, sinh viên.", { "Số học sinh, sinh viên|1120 học sinh||" } },
    { "Tổ chức 15 hội nghị, hội thảo khoa học.",
      { "Số hội nghị, hội thảo khoa học tổ chức|15 hội nghị, hội thảo||" } },
    { "Xảy ra 5 vụ, người dân phát hiện.", { "Số vụ, người dân phát hiện|5 vụ||" } },
    /* the base between the verb and the amount, or in front of both */
    { "Doanh thu vận tải tăng so với năm 2021 12,4%.",
      { "Doanh thu vận tải||+12.4% năm 2021|" } },
    { "Thu ngân sách đạt 1.205 tỷ đồng, so với năm 2021 tăng 12,5%, so với dự toán đạt 48%.",
      { "Thu ngân sách|1205 tỷ đồng|+12.5% năm 2021|48" } },
    { "Chi ngân sách đạt 912 tỷ đồng, so với cùng kỳ bằng 105,2%.",
      { "Chi ngân sách|912 tỷ đồng|=105.2%|" } },
    /* the sign is the verb; one amount in two units; of two bases */
    { "Sản lượng lúa đạt 58.120 tấn (-3,3%) so với cùng kỳ.",
      { "Sản lượng lúa|58120 tấn|-3.3%|" } },
    { "Vốn cam kết là 3 triệu USD, tương đương 75 tỷ đồng (giảm 1 triệu USD, tương đương 25 tỷ "
      "đồng so với năm 2021).",
      { "Vốn cam kết|3 triệu USD|-1triệu USD năm 2021|",
        "Vốn cam kết|75 tỷ đồng|-25tỷ đồng năm 2021|" } },
    { "Tuổi thọ trung bình thấp hơn toàn quốc 4,8 tuổi và khu vực 2,5 tuổi.",
      { "Tuổi thọ trung bình||-4.8tuổi toàn quốc-2.5tuổi khu vực|" } },
    { "Giảm 5 vụ, 2 người chết so với cùng kỳ.", { "Số vụ||-5vụ|", "Số người chết||-2người|" } },
    /* a clause without a subject is about the last level that can change so */
    { "Chỉ số hài lòng đạt 81,2%, xếp thứ 40/63; tăng 1,2% và 5 bậc so với năm 2021.",
      { "Chỉ số hài lòng|81.2 %|+1.2% năm 2021|",
        "Xếp hạng Chỉ số hài lòng|40 hạng|+5bậc năm 2021|" } },
    { "PCI xếp 32/63 toàn quốc, 5/14 vùng.",
      { "Xếp hạng PCI toàn quốc|32 hạng||", "Xếp hạng PCI toàn quốc vùng|5 hạng||" } },
    { "Vốn FDI cao gấp 1,8 lần năm trước; vốn tư nhân bằng 1,2 lần năm trước.",
      { "Vốn FDI||+1.8lần năm trước|", "Vốn tư nhân||=1.2lần năm trước|" } },
    { "Giá trị giải ngân kém 2,3% so với năm 2021.", { "Giá trị giải ngân||-2.3% năm 2021|" } },
    { "Điều trị cho 250 bệnh nhân tại 11 cơ sở và 3 cơ sở vệ tinh, đạt 71,8% kế hoạch.",
      { "Số bệnh nhân điều trị|250 bệnh nhân||71.8", "Số cơ sở điều trị bệnh nhân|11 cơ sở||",
        "Số cơ sở vệ tinh|3 cơ sở||" } },
    /* a percentage of plan: of what was assigned, or a rate itself, or of a total told before */
    { "Đã phân bổ 1.205 triệu đồng, đạt 100% số vốn Trung ương giao.",
      { "Phân bổ|1205 triệu đồng||100" } },
    { "Tỷ lệ giải ngân vốn sự nghiệp đạt 14,8% dự toán.",
      { "Tỷ lệ giải ngân vốn sự nghiệp|14.8 %||" } },
    { "Tổng số hồ sơ là 1.250 hồ sơ, số trả đúng hạn 1.186 hồ sơ (đạt 94,88%).",
      { "Tổng số hồ sơ|1250 hồ sơ||", "Số trả đúng hạn|1186 hồ sơ||",
        "Tỷ lệ trả đúng hạn|94.88 %||" } },
    { "Toàn tỉnh có 45 trường. So với kế hoạch tăng 3 trường (45/42 trường đạt 107,1% kế hoạch).",
      { "Số trường|45 trường|+3trường kế hoạch|107.1", "Kế hoạch số trường|42 trường||" } },
    { "Trung cấp 73 người; cấp 52 mã số vùng trồng.",
      { "Số người trung cấp|73 người||", "Số mã số vùng trồng cấp|52 mã số||" } },
    /* exceed has the plan for its base, the others in a chain the base at its end */
    { "Thịt hơi 19.120 tấn, tăng 3,1%, đạt 101,2% KH; thủy sản 3.810 tấn, tăng 5,8%, vượt 0,6% KH "
      "(so với năm 2021).",
      { "Sản lượng thịt hơi|19120 tấn|+3.1% năm 2021|101.2",
        "Sản lượng thủy sản|3810 tấn|+5.8% năm 2021>0.6% KH|" } },
    { "Sau khi sắp xếp, toàn tỉnh còn 14 cơ quan (giảm 26,3%).",
      { "Số cơ quan sau khi sắp xếp|14 cơ quan|-26.3% trước sắp xếp|" } },
    /* what a change is about, behind it; the level once more with that of the base */
    { "Thành lập 128 doanh nghiệp với số vốn 1.512 tỷ đồng, tăng 5% về số doanh nghiệp và giảm 12% "
      "về vốn so với năm 2021.",
      { "Số doanh nghiệp thành lập|128 doanh nghiệp|+5% năm 2021|",
        "Số vốn thành lập doanh nghiệp|1512 tỷ đồng|-12% năm 2021|" } },
    { "Phạm pháp hình sự giảm 15,7% (312/370 vụ) so với năm 2021.",
      { "Phạm pháp hình sự|312 vụ|-15.7% năm 2021|" } },
    { "Tỷ suất tử vong trẻ em là 35,2‰, không đạt kế hoạch (34‰), giảm 1,1‰ so với năm 2021.",
      { "Tỷ suất tử vong trẻ em|35.2 ‰|-1.1‰ năm 2021|",
        "Kế hoạch tỷ suất tử vong trẻ em|34 ‰||" } },
    /* figures of the base are no changes; a named count finds its level again */
    { "Xuất siêu 20,79 tỷ USD, thấp hơn 1,35 tỷ USD so với cùng kỳ (22,14 tỷ USD).",
      { "Xuất siêu|20.79 tỷ USD|-1.35tỷ USD|" } },
    { "IIP tăng 8,6% so với cùng kỳ năm trước (cùng kỳ năm 2021 giảm 0,3%).",
      { "IIP||+8.6%|", "IIP||-0.3%|" } },
    /* decimals torn from their number are no figure */
    { "Chế biến gỗtăng1,36%; khai khoáng tăng 2%.", { "Khai khoáng||+2%|" } },
    /* more than so much is a level, more than a plan is not */
    { "Thu hút đầu tư vượt 50 tỷ đồng.", { "Thu hút đầu tư|50 tỷ đồng||" } },
    { "Thu ngân sách vượt 20 tỷ đồng so với dự toán.",
      { "Thu ngân sách||>20tỷ đồng dự toán|" } },
    /* the growth of another time; a base without "so với"; a base before a hedge */
    { "GRDP tăng 12,2% so với cùng kỳ năm trước, cao hơn mức tăng 11,3% của 9 tháng năm 2020.",
      { "GRDP||+12.2%|", "GRDP||+11.3%|" } },
    { "Sản lượng điện đạt 300 triệu kWh, bằng 102,5% tháng trước và bằng 108% cùng kỳ năm trước.",
      { "Sản lượng điện|300 triệu kWh|=102.5% tháng trước=108%|" } },
    { "Doanh thu vận tải tăng so với tháng trước gần 6%.",
      { "Doanh thu vận tải||+6% tháng trước|" } },
    /* one figure against two bases; a share of a whole; a base behind words that join */
    { "Chỉ số tồn kho so với tháng trước và cùng kỳ năm trước tăng lần lượt 5,4% và 17,2%.",
      { "Chỉ số tồn kho||+5.4% tháng trước+17.2%|" } },
    { "Chỉ số tiêu thụ tăng lần lượt 2,5% và 3,5% so với tháng trước và cùng kỳ năm trước.",
      { "Chỉ số tiêu thụ||+2.5% tháng trước+3.5%|" } },
    { "Đàn lợn đạt 90 con, chiếm 86% so với tổng đàn, tăng 3%.",
      { "Đàn lợn|90 con|+3%|", "Tỷ trọng Đàn lợn|86 %||" } },
    { "Dư nợ đạt 40 tỷ. Chi 5 tỷ đồng.", { "Dư nợ|40 tỷ||", "Chi|5 tỷ đồng||" } },
    { "Bán lẻ tăng 8,6% so với cùng kỳ năm trước (quý I/2021 tăng 5%); dư nợ tăng 90 tỷ đồng "
      "(+6,5%).",
      { "Bán lẻ||+8.6%|", "Bán lẻ||+5%|", "Dư nợ||+90tỷ đồng+6.5%|" } },
    { "Xảy ra 41 vụ, làm 18 người chết. So với năm 2021, số vụ tăng 6,1%; số người chết giảm 9,3%.",
      { "Số vụ|41 vụ|+6.1% năm 2021|", "Số người chết|18 người|-9.3% năm 2021|" } },
    { "PCI xếp thứ 5/14 vùng và thứ 22/63 cả nước.",
      { "Xếp hạng PCI|5 hạng||", "Xếp hạng PCI cả nước|22 hạng||" } },
    /* one more amount of a unit is a level unless it finds its own; lists of growth */
    { "Có 38 xã đạt chuẩn, tăng 5 xã, 21 xã cơ bản đạt chuẩn.",
      { "Số xã đạt chuẩn|38 xã|+5xã|", "Số xã cơ bản đạt chuẩn|21 xã||" } },
    { "Tăng 12 trường, 35 lớp và 1.250 học sinh so với năm 2021.",
      { "Số trường||+12trường năm 2021|", "Số lớp||+35lớp năm 2021|",
        "Số học sinh||+1250học sinh năm 2021|" } },
    { "Xuất khẩu đạt 30 triệu USD, bằng 104,2% so với năm 2021; nhập khẩu 22 triệu USD, bằng 88%.",
      { "Xuất khẩu|30 triệu USD|=104.2% năm 2021|", "Nhập khẩu|22 triệu USD|=88% năm 2021|" } },
    { "Số xã dưới 10 tiêu chí còn 12 xã.", { "Số xã dưới tiêu chí|12 xã||" } },
    { "Giá trị sản xuất tăng 4% so với năm 2021, vượt mục tiêu đề ra (3,5%).",
      { "Giá trị sản xuất||+4% năm 2021|", "Kế hoạch giá trị sản xuất|3.5 %||" } },
    /* aims, additions, no change */
    { "Phấn đấu giảm ít nhất 5% số vụ phạm pháp hình sự.",
      { "Mức giảm số vụ phạm pháp hình sự|5 %||" } },
    { "Nhà máy hoàn thành với công suất tăng thêm 40 MW.",
      { "Công suất Nhà máy hoàn thành|40 MW||" } },
    { "Xảy ra 12 vụ, giảm 3 vụ so với cùng kỳ; số người chết không tăng, không giảm.",
      { "Số vụ|12 vụ|-3vụ|", "Số người chết||=0|" } },
    /* short forms, words of degree, bases before the amount, remarks in brackets */
    { "Thu nội địa 205 tỷ đồng, bằng 52% DT và 110% CK.", { "Thu nội địa|205 tỷ đồng|=110%|52" } },
    { "Giá tiêu tăng nhẹ 0,2% so với năm 2021; giá heo giảm sâu 12%.",
      { "Giá tiêu||+0.2% năm 2021|", "Giá heo||-12% năm 2021|" } },
    { "Doanh thu bán lẻ tăng khá (8,2%) so với năm 2021.",
      { "Doanh thu bán lẻ||+8.2% năm 2021|" } },
    { "Tỷ lệ giải ngân đạt 45,2%, thấp hơn kế hoạch 3,5%, cao hơn bình quân cả nước là 2%.",
      { "Tỷ lệ giải ngân|45.2 %|-3.5% kế hoạch+2% bình quân cả nước|" } },
    { "Giá trị sản xuất 8.125 tỷ đồng (giá SS 2010), tăng 3,2% so với năm 2021.",
      { "Giá trị sản xuất|8125 tỷ đồng|+3.2% năm 2021|" } },
    { "Kim ngạch đạt 1,25 tỷ USD, tăng 12,5% so với năm 2021 (đạt 1,11 tỷ USD).",
      { "Kim ngạch|1.25 tỷ USD|+12.5% năm 2021|" } },
    { "Chỉ số CCHC đạt 78,1%, tăng 4% và tăng 12 bậc so với năm 2021, xếp thứ 48/63.",
      { "Chỉ số cải cách hành chính|78.1 %|+4% năm 2021|",
      "Xếp hạng Chỉ số cải cách hành chính|48 hạng|+12bậc năm 2021|" } },
    { "Tuổi thọ 67,9 tuổi (thấp hơn toàn quốc 5,7 tuổi, khu vực 3,1 tuổi).",
      { "Tuổi thọ|67.9 tuổi|-5.7tuổi toàn quốc-3.1tuổi khu vực|" } },
    { "Có 705 nhóm, lớp và 120 trường; so với năm 2021 tăng 48 nhóm, lớp và giảm 2 trường.",
      { "Số nhóm, lớp|705 nhóm, lớp|+48nhóm, lớp năm 2021|",
        "Số trường|120 trường|-2trường năm 2021|" } },
    { "Sản lượng đạt 52 tấn, vượt kế hoạch đề ra 4%.", { "Sản lượng|52 tấn|>4% kế hoạch đề ra|" } },
    { "Trồng rừng được 12 ha, đạt 102,5% Nghị quyết.", { "Diện tích trồng rừng|12 ha||102.5" } },
    { "Vốn trong nước 620 tỷ đồng, mới đạt 48%.", { "Vốn trong nước|620 tỷ đồng||48" } },
    { "Tăng trưởng tín dụng đạt 8,2%.", { "Tỷ lệ tăng trưởng tín dụng|8.2 %||" } },
    { "Doanh thu đạt 65 tỷ đồng, tăng trưởng 12,5% so với năm 2021.",
      { "Doanh thu|65 tỷ đồng|+12.5% năm 2021|" } },
    { "Tổng sản lượng lương thực ước đạt 275 tấn.", { "Tổng sản lượng lương thực|275 tấn||" } },
    { "Tỷ lệ phủ sóng đạt 2,8%, kém xa so với mục tiêu đề ra là 6,8%, giảm 1% so với năm 2021.",
      { "Tỷ lệ phủ sóng|2.8 %|-1% năm 2021|", "Kế hoạch tỷ lệ phủ sóng|6.8 %||" } },
    { "Thu nhập đạt 31,2 triệu đồng, bằng 52,5% bình quân cả nước.",
      { "Thu nhập|31.2 triệu đồng|=52.5% bình quân cả nước|" } },
    /* a unit told once for a row; units of two syllables that begin like another */
    { "Giá thuê là 15, 22 và 35 triệu đồng.",
      { "Giá thuê|15 triệu đồng||", "Giá thuê|22 triệu đồng||", "Giá thuê|35 triệu đồng||" } },
    { "Cấp 512 hộ chiếu.", { "Số hộ chiếu cấp|512 hộ chiếu||" } },
    /* no figures: documents, dates, lists, scales, ages, names */
    { "Thực hiện Nghị quyết số 68-NQ/TW ngày 04/5/2025, Đề án 06, Quyết định 06/2025/QĐ-UBND.",
      { NULL } },
    { "(1) Quy hoạch chi tiết tỷ lệ 1/500; (2) nhà máy Huổi Chan 1; trẻ 5 tuổi vào lớp 1.",
      { NULL } },
    { "Hơn 2/3 số xã có chợ, 1/2 diện tích đã gieo cấy.", { NULL } },
    { "Khu đất dọc trục đường 60m, hợp tác giữa 3 tỉnh.", { NULL } },
    { "Xây dựng chính quyền địa phương 2 cấp, một khách sạn 5 sao.", { NULL } },
    { "Tổ chức kỳ họp lần thứ 12, khóa XV, phủ sóng 3G, 4G trong giai đoạn 2021-2025.",
      { NULL } },
};

static void put_figure(struct buf *b, const struct figure *f)
{
    char text[DEC_TEXT];

    if (!f->has_value)
        return;
    dec_format_plain(f->value, text);
    buf_put(b, str_from(text));
}

static str row_text(struct arena *a, const struct statement *s)
{
    static const char sign[] = { ' ', '+', '-', '=', '>', '<' };
    struct buf b;

    buf_init(&b, a);
    buf_put(&b, s->indicator);
    buf_char(&b, '|');
    put_figure(&b, &s->value);
    if (s->value.has_value)
        buf_char(&b, ' ');
    buf_put(&b, s->value.has_value ? s->unit_text : (str){ NULL, 0 });
    buf_char(&b, '|');
    for (uint32_t i = 0; i < s->ncompares; i++) {
        const struct comparison *c = &s->compare[i];

        buf_char(&b, sign[c->kind]);
        put_figure(&b, &c->amount);
        buf_put(&b, c->unit_text);
        if (c->base != BASE_SAME_PERIOD) {
            buf_char(&b, ' ');
            buf_put(&b, c->base_text);
        }
    }
    buf_char(&b, '|');
    put_figure(&b, s->plan_pct);
    return buf_str(&b);
}

static status read_family(struct job *j, void *arg)
{
    const struct family *f = arg;
    const struct doc *d;
    struct report r;
    uint32_t i;

    if (!T(read_doc(j, source_new(j->arena, STR("mẫu"), str_from(f->text)), &d) == OK &&
           extract_report(j, d, &r) == OK, "reads: %s", f->text))
        return OK;
    for (i = 0; i < MOST && f->row[i] && i < r.nstatements; i++) {
        str got = row_text(j->arena, &r.statement[i]);

        T(str_eq(got, str_from(f->row[i])), "want «%s» got «%.*s»", f->row[i], STRF(got));
    }
    T(r.nstatements == i && (i == MOST || !f->row[i]), "%u statements of: %s", r.nstatements,
      f->text);
    return OK;
}

/* Periods, places and kinds come from titles, sections, labels and notes. */
static const char report_text[] =
    "# BÁO CÁO\n\n## Tình hình kinh tế - xã hội quý I năm 2024 của tỉnh Sơn La\n\n"
    "Đến ngày 25/3/2024, giải ngân đạt 850 tỷ đồng<sup>1</sup>.\n\n"
    "Toàn tỉnh ước có 61 xã đạt chuẩn. Huyện Mộc Châu có 12 hợp tác xã.\n\n"
    "<sup>1</sup> Trong đó: vốn trong nước 700 tỷ đồng; vốn nước ngoài 150 tỷ đồng.\n\n"
    "## NHIỆM VỤ, GIẢI PHÁP NĂM 2025\n\nThu ngân sách đạt 5.000 tỷ đồng.\n";

static status read_report(struct job *j, void *arg)
{
    const struct doc *d;
    struct report r;

    (void)arg;
    if (!T(read_doc(j, source_new(j->arena, STR("mẫu"), str_from(report_text)), &d) == OK &&
           extract_report(j, d, &r) == OK && r.nstatements == 6, "six statements"))
        return OK;
    T(r.period.kind == PERIOD_QUARTER && r.period.year == 2024 && r.period.month == 3,
      "the title tells the period");
    T(str_eq(r.area, STR("tỉnh Sơn La")), "and the area");
    T(r.statement[0].period.day == 25 && r.statement[0].period.kind == PERIOD_MONTHS,
      "a cut-off day");
    T(r.statement[1].kind == KIND_ESTIMATE && r.statement[1].area.len == 0, "an estimate");
    T(str_eq(r.statement[2].area, STR("huyện Mộc Châu")), "a place of its own");
    T(r.statement[3].parent == 0 && r.statement[4].parent == 0 &&
      r.statement[3].part_group == r.statement[4].part_group && r.statement[3].part == PART_AMONG,
      "the note's parts belong to the figure its mark hangs on");
    T(r.statement[3].period.day == 25, "and to its time");
    T(r.statement[5].kind == KIND_TARGET && r.statement[5].period.kind == PERIOD_YEAR &&
      r.statement[5].period.year == 2025, "a section of tasks sets targets for its year");
    return OK;
}

/* Where figures stand: communes with the district they lay in, also when it is
 * left out or the name has another tone; a city by its kind alone. */
static const char places_text[] =
    "# BÁO CÁO Tình hình năm 2023 của tỉnh Điện Biên\n\n"
    "Có 01 ổ dịch tại xã Búng Lao: 56 ca mắc; 01 ổ dịch xã Ảng Cang: 19 ca mắc.\n\n"
    "Có 91 ca tại trường tiểu học số 1 xã Tủa Thàng - Tủa Chùa.\n\n"
    "Cai nghiện cho 84 người, thành phố 37 người; Nậm Pồ 47 người.\n\n"
    "Có 03 lớp tại 02 xã Mường Luân, Chiềng Sơ. Có 05 hộ ở Mường Ảng.\n";

static const char *const place_of[] = {
    "xã Búng Lao, huyện Mường Ảng", "xã Búng Lao, huyện Mường Ảng",
    "xã Ảng Cang, huyện Mường Ảng", "xã Ảng Cang, huyện Mường Ảng",
    "xã Tủa Thàng, huyện Tủa Chùa", "", "thành phố Điện Biên Phủ", "huyện Nậm Pồ", "", "",
    "huyện Mường Ảng",
};

static status read_places(struct job *j, void *arg)
{
    enum { PLACES = sizeof place_of / sizeof *place_of };
    const struct doc *d;
    struct report r;

    (void)arg;
    if (!T(read_doc(j, source_new(j->arena, STR("mẫu"), str_from(places_text)), &d) == OK &&
           extract_report(j, d, &r) == OK && r.nstatements == PLACES, "each figure"))
        return OK;
    for (size_t i = 0; i < PLACES; i++)
        T(str_eq(r.statement[i].area, str_from(place_of[i])), "place %zu: %.*s", i,
          STRF(r.statement[i].area));
    return OK;
}

static const char many[] = "Có 5 hộ nghèo.\n\nCó 6 hộ nghèo.\n\nTT\tChỉ tiêu\tĐơn vị\tThực hiện\n"
                           "1\tLúa\tha\t5\n2\tNgô\tha\t6\n";

static status read_many(struct job *j, void *arg)
{
    struct report r;
    const struct doc *d;

    (void)arg;
    j->limits.figures = 3;
    read_doc(j, source_new(j->arena, STR("nhiều.md"), str_from(many)), &d);
    T(extract_report(j, d, &r) == FAIL_LIMIT, "too many figures are a failure");
    T(str_find(j->message, STR("«nhiều.md»: có hơn 3 số liệu tính đến đoạn ở dòng 5")) == 0,
      "told with the place: %.*s", STRF(j->message));
    return j->failed;
}

void test_extract(void)
{
    for (size_t i = 0; i < sizeof family / sizeof *family; i++) {
        struct family f = family[i];

        job_run(&LIMITS_DEFAULT, LANG_VI, read_family, &f, NULL);
    }
    job_run(&LIMITS_DEFAULT, LANG_VI, read_report, NULL, NULL);
    job_run(&LIMITS_DEFAULT, LANG_VI, read_places, NULL, NULL);
    job_run(&LIMITS_DEFAULT, LANG_VI, read_many, NULL, NULL);
}
