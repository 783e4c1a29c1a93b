/* test_name.c -- the names that sentences give to their figures. */
#include "base/buf.h"
#include "base/job.h"
#include "extract/extract.h"
#include "read/read.h"
#include "t.h"

#include <string.h>

enum { MOST_NAMES = 12 };

struct naming {
    const char *text;
    const char *name[MOST_NAMES];       /* of the statements in order, ended by NULL */
};

static const struct naming naming[] = {
    /* abbreviations of offices are written out, names stay as they are */
    { "Toàn tỉnh có 210 HTX; thu hồi 15 GPLX; GRDP tăng 6,2%.",
      { "Số hợp tác xã", "Số giấy phép lái xe thu hồi", "GRDP" } },
    /* words that join sentences, frames of sentences and offices name nothing */
    { "Bên cạnh đó, sản lượng muối ước tính đạt 40 tấn; tuy nhiên sản lượng cá cũng đạt 60 tấn.",
      { "Sản lượng muối", "Sản lượng cá" } },
    /* where something is, is no part of what it is */
    { "Mưa đá tại các xã Na Ư, Pa Thơm làm hư hại 45 nhà.", { "Số nhà mưa đá làm hư hại" } },
    { "Vốn hỗ trợ: Huyện Mai Sơn 12,5 tỷ đồng.", { "Vốn hỗ trợ" } },
    { "Các huyện có tỷ lệ hộ nghèo cao như: huyện Mai Sơn 32,1%.", { "Tỷ lệ hộ nghèo" } },
    { "Đưa vào sử dụng nhà máy thủy điện Nậm Chiến (huyện Mường La) công suất 200 MW.",
      { "Công suất nhà máy thủy điện Nậm Chiến" } },
    /* objects in a row share their verb, of a new clause too */
    { "Xử phạt 25 tổ chức, 120 cá nhân. Thu giữ 2 kg heroin; 15 xe máy; 45% hộ có việc làm.",
      { "Số tổ chức xử phạt", "Số cá nhân xử phạt", "Khối lượng thu giữ heroin",
        "Số xe máy thu giữ", "Tỷ lệ hộ có việc làm" } },
    /* all there are are not those told before; a part's yield is the part's */
    { "Có 20 doanh nghiệp giải thể; lũy kế toàn tỉnh có 1.520 doanh nghiệp.",
      { "Số doanh nghiệp giải thể", "Số doanh nghiệp" } },
    { "Cây ăn quả: cam 120 ha, sản lượng 900 tấn.",
      { "Diện tích cam cây ăn quả", "Sản lượng cam cây ăn quả" } },
    { "GRDP bình quân 60 triệu đồng; thu ngân sách trên địa bàn 1.600 tỷ đồng.",
      { "GRDP bình quân", "Thu ngân sách" } },
    { "Có 65% thôn, bản, tổ dân phố đạt chuẩn văn hóa.",
      { "Tỷ lệ thôn, bản, tổ dân phố đạt chuẩn văn hóa" } },
    { "Tổng vốn đầu tư công là 2.900 tỷ đồng, đã giải ngân 2.400 tỷ đồng.",
      { "Tổng vốn đầu tư công", "Giải ngân tổng vốn đầu tư công" } },
    { "Diện tích chè 3.100 ha, trong đó trồng mới 45 ha; sản lượng 4.500 tấn.",
      { "Diện tích chè", "Diện tích trồng mới chè", "Sản lượng chè" } },
    { "Thu ngân sách huyện A đạt 350 tỷ đồng; các huyện còn lại đạt 600 tỷ đồng.",
      { "Thu ngân sách", "Thu ngân sách huyện còn lại" } },
    { "Luân chuyển đạt 160 triệu HK.km.", { "Luân chuyển hành khách" } },
    { "Như vậy, Tổng cục Hải quan cho biết thuế nhập khẩu đạt 40 tỷ đồng.",
      { "Thuế nhập khẩu" } },
    { "Về cơ cấu kinh tế, khu vực nông, lâm nghiệp và thủy sản chiếm tỷ trọng 21,5%.",
      { "Tỷ trọng khu vực nông, lâm nghiệp và thủy sản" } },
    { "Tổng vốn đầu tư toàn xã hội đạt 900 tỷ đồng.", { "Tổng vốn đầu tư toàn xã hội" } },
    { "Tăng trưởng kinh tế đạt 6,4%; dịch vụ lưu trú tăng trưởng 7,1%.",
      { "Tỷ lệ tăng trưởng kinh tế", "Dịch vụ lưu trú" } },
    /* of the figures told in a row a part belongs to that of its own kind */
    { "Xảy ra 25 vụ tai nạn, làm chết 8 người, bị thương 6 người. Trong đó, đường sắt xảy ra 2 "
      "vụ, làm chết 1 người, bị thương 3 người.",
      { "Số vụ tai nạn", "Số người chết do tai nạn", "Số người bị thương do tai nạn",
        "Số vụ đường sắt tai nạn", "Số người chết do tai nạn", "Số người bị thương do tai nạn" } },
    { "Khu vực nông nghiệp, lâm nghiệp và thủy sản ghi nhận 15 doanh nghiệp thành lập mới.",
      { "Số doanh nghiệp thành lập mới khu vực nông nghiệp, lâm nghiệp và thủy sản" } },
    { "Có 13/17 ngành có chỉ số tăng, trong đó dệt tăng 5%. Y tế tăng 4%; xây dựng giảm 5%.",
      { "Số ngành có chỉ số", "Dệt", "Y tế", "Xây dựng" } },
    /* who contributes, what drives, and a growth less something */
    { "Khu vực chăn nuôi tăng 3,1%, đóng góp 0,4 điểm phần trăm vào mức tăng chung; trồng trọt "
      "đóng góp 0,2 điểm phần trăm.",
      { "Khu vực chăn nuôi", "Đóng góp của Khu vực chăn nuôi", "Đóng góp của trồng trọt" } },
    { "Ngành dệt là động lực của tỉnh với tốc độ tăng 6,5%.", { "Ngành dệt" } },
    { "Doanh thu bán buôn đạt 40 tỷ đồng, tăng 8% so với năm trước, nếu loại trừ yếu tố giá tăng "
      "5%.",
      { "Doanh thu bán buôn", "Doanh thu bán buôn loại trừ yếu tố giá" } },
    /* a comma may stand inside what is counted */
    { "Kiểm tra 25 cơ sở khám, chữa bệnh tư nhân.",
      { "Số cơ sở khám, chữa bệnh tư nhân kiểm tra" } },
    { "Hỗ trợ sửa chữa 40 căn nhà tạm, nhà dột nát.",
      { "Số căn nhà tạm, nhà dột nát hỗ trợ sửa chữa" } },
    { "Có 3 nhà máy Sông Bạc, Sông Chừng hoàn thành, 5 nhà máy đang xây dựng.",
      { "Số nhà máy Sông Bạc, Sông Chừng hoàn thành", "Số nhà máy đang xây dựng" } },
    { "Tổ chức 4 lớp tập huấn, hội nghị 300 đại biểu.",
      { "Số lớp tập huấn tổ chức", "Số đại biểu hội nghị" } },
    /* and a bracket, with figures or without */
    { "Có 08/10 xã (trừ các xã vùng cao) đã rà soát hộ nghèo.", { "Số xã đã rà soát hộ nghèo" } },
    { "Bệnh dại làm 9 con gia súc (4 con trâu, 5 con bò) mắc bệnh, chết, giảm 3 con so với "
      "năm 2022.",
      { "Số con gia súc mắc bệnh, chết bệnh dại",
        "Số con trâu gia súc mắc bệnh, chết bệnh dại",
        "Số con bò gia súc mắc bệnh, chết bệnh dại" } },
    { "Có 12 xã (tăng 2 xã) và 5 thị trấn.", { "Số xã", "Số thị trấn" } },
    /* an item of a list is a name however long; what a bracket explains is none */
    { "Công nghiệp dệt, may, sản xuất giày dép, chế biến gỗ, giấy và in ấn các loại tăng 5,2%; "
      "khai khoáng giảm 3% so với năm 2022.",
      { "Công nghiệp dệt, may, sản xuất giày dép, chế biến gỗ, giấy và in ấn các loại",
        "Khai khoáng" } },
    /* "làm" brings about, but "làm sạch" is a verb of its own */
    { "Đã làm sạch 500 bản ghi.", { "Số bản ghi làm sạch" } },
    { "Bão làm sập 5 căn nhà, làm 2 người chết.", { "Số căn nhà bão làm sập", "Số người chết" } },
    /* an address is no index */
    { "Nền tảng địa chỉ số đã phổ biến đến 94% hộ gia đình.",
      { "Tỷ lệ hộ gia đình nền tảng địa chỉ số đã phổ biến" } },
    /* what a sentence or a clause is about, before its colon */
    { "Bệnh dại: Xảy ra tại 3 xã thuộc 2 huyện; đã tiêm phòng 500 con chó.",
      { "Số xã bệnh dại", "Số huyện bệnh dại", "Số con chó tiêm phòng bệnh dại" } },
    { "Quà từ ngân sách: 20 suất, bằng 15 triệu đồng; quà từ tư nhân: 30 suất, bằng 18 triệu "
      "đồng.",
      { "Số suất quà từ ngân sách", "Quà từ ngân sách", "Số suất quà từ tư nhân",
        "Quà từ tư nhân" } },
    { "Công tác thú y: Đã tiêm phòng 500 con chó. Cụ thể: Có 5 xã đạt chuẩn.",
      { "Số con chó tiêm phòng", "Số xã đạt chuẩn" } },
    /* a head that does not say of what */
    { "Triển khai mô hình nuôi ong lấy mật với tổng diện tích 20 ha.",
      { "Tổng diện tích triển khai mô hình nuôi ong lấy mật" } },
    { "Thu ngân sách tăng cao, tổng thu tăng 12% so với cùng kỳ.", { "Tổng thu ngân sách" } },
    { "Hỗ trợ 30 hộ nghèo và các hộ khó khăn khác với kinh phí 200 triệu đồng.",
      { "Số hộ nghèo và các hộ khó khăn khác hỗ trợ",
        "Kinh phí hỗ trợ hộ nghèo và các hộ khó khăn khác" } },
    { "Ban hành 03 thông báo thu hồi đất của 05 tổ chức với tổng diện tích 22 ha.",
      { "Số thông báo thu hồi đất ban hành", "Số tổ chức ban hành thông báo thu hồi đất",
        "Tổng diện tích ban hành thông báo thu hồi đất" } },
    { "Lợi nhuận (bao gồm cả lãi tiền gửi từ năm 2022) đạt 15 tỷ đồng.", { "Lợi nhuận" } },
    { "Tiếp nhận 250.000 USD tương đương 6.000.000.000 VNĐ.", { "Tiếp nhận", "Tiếp nhận" } },
    /* a note is about the figure or the words that its mark hangs on */
    { "Xảy ra 9 vụ cháy, thiệt hại ước tính 2 tỷ đồng<sup>1</sup>.\n\n<sup>1</sup> Giảm 3 vụ, 1 "
      "người chết so với cùng kỳ.\n",
      { "Số vụ cháy", "Thiệt hại do cháy", "Số vụ cháy", "Số người chết do cháy" } },
    { "Đấu tranh với tội phạm ma túy<sup>1</sup>.\n\n<sup>1</sup> Xảy ra 25 vụ.\n",
      { "Số vụ Đấu tranh với tội phạm ma túy" } },
    { "Có 20 xã; xuất khẩu gỗ tiếp tục được duy trì<sup>1</sup>.\n\n<sup>1</sup> Giá trị đạt 12 "
      "tỷ đồng.\n",
      { "Số xã", "Giá trị xuất khẩu gỗ" } },
    /* where a figure stands, and who acts, is no part of the next name */
    { "Bệnh cúm làm 90 người mắc tại bản Nà Sự, 30 người ở trường Hoa Sen và 60 người tại chợ.",
      { "Số người mắc bệnh cúm", "Số người mắc bệnh cúm", "Số người mắc bệnh cúm" } },
    { "UBND xã đã ban hành 31 quyết định.", { "Số quyết định ban hành" } },
    { "Hoàn thành 03 đồ án quy hoạch và cơ bản lập xong 01 đồ án nhỏ.",
      { "Số đồ án quy hoạch hoàn thành", "Số đồ án nhỏ cơ bản lập xong" } },
    /* a sum of money at the end is the head of what stands before it */
    { "Thu hồi nộp ngân sách số tiền là 3.334,2 triệu đồng.",
      { "Số tiền thu hồi nộp ngân sách" } },
    /* half of a word is none: dự kiến, dự án; kiến nghị */
    { "Kiến nghị xử lý 15 vụ; dự án đường tránh dài 20 km.",
      { "Số vụ kiến nghị xử lý", "Chiều dài dự án đường tránh dài" } },
    /* a list of goods, and its subject */
    { "Tang vật gồm: 2,5 kg heroin, 3 khẩu súng; thu 12 kg cần sa.",
      { "Khối lượng heroin tang vật", "Số khẩu súng tang vật",
        "Khối lượng thu cần sa tang vật" } },
    /* cases and parties share what stands behind them, and are parts of each other */
    { "Đã xử lý 15 vụ, 20 đối tượng vi phạm về đất đai (trong đó khởi tố 3 vụ, 5 bị can).",
      { "Số vụ vi phạm về đất đai xử lý", "Số đối tượng vi phạm về đất đai xử lý",
        "Số vụ khởi tố vi phạm về đất đai xử lý", "Số bị can vi phạm về đất đai xử lý" } },
    { "Phát hiện 5 vụ vi phạm trong lĩnh vực đất đai, xử phạt 12 triệu đồng.",
      { "Số vụ vi phạm trong lĩnh vực đất đai phát hiện",
        "Số tiền xử phạt vụ vi phạm trong lĩnh vực đất đai" } },
    /* units that imply the head */
    { "Giống lúa ST25 đạt 65 tạ/ha.", { "Năng suất giống lúa ST25" } },
    { "Tổng số lũy kế có 1.250 hộ nghèo.", { "Tổng số hộ nghèo" } },
    { "Cơ sở vật chất của ngành tiếp tục được cải thiện với 12,5 bác sĩ/vạn dân.",
      { "Số bác sĩ/vạn dân" } },
    /* a part by where it belongs has its total's whole name, one by what it is the head */
    { "Kim ngạch xuất khẩu hàng hóa đạt 31,4 triệu USD, trong đó khu vực kinh tế trong nước đạt "
      "18,8 triệu USD; khu vực có vốn đầu tư nước ngoài (kể cả dầu thô) đạt 12,6 triệu USD.",
      { "Kim ngạch xuất khẩu hàng hóa",
        "Kim ngạch xuất khẩu hàng hóa khu vực kinh tế trong nước",
        "Kim ngạch xuất khẩu hàng hóa khu vực có vốn đầu tư nước ngoài" } },
    { "Sản lượng thủy sản đạt 12.500 tấn; trong đó cá đạt 9.000 tấn, tôm đạt 2.000 tấn.",
      { "Sản lượng thủy sản", "Sản lượng cá", "Sản lượng tôm" } },
    /* a name that repeats a word of the one before it */
    { "Tỷ lệ thất nghiệp khu vực thành thị là 2,5%, khu vực nông thôn là 1,8%.",
      { "Tỷ lệ thất nghiệp khu vực thành thị", "Tỷ lệ thất nghiệp khu vực nông thôn" } },
    /* heads and units agree; "trở lên" goes with what stands before it */
    { "Vốn đăng ký mới có 254 dự án được cấp phép.",
      { "Số dự án được cấp phép vốn đăng ký" } },
    { "Lực lượng lao động từ 15 tuổi trở lên đạt 52 nghìn người, lao động có việc làm là 51 nghìn "
      "người.",
      { "Số người lực lượng lao động từ 15 tuổi trở lên", "Số người lao động có việc làm" } },
    { "Xảy ra 930 vụ va chạm, gồm 640 vụ từ ít nghiêm trọng trở lên và 290 vụ nhẹ.",
      { "Số vụ va chạm", "Số vụ từ ít nghiêm trọng trở lên", "Số vụ nhẹ va chạm" } },
    { "Trong tháng, công an xử lý 12 vụ.", { "Số vụ công an xử lý" } },
    /* what became of an amount; of a plan it is none */
    { "Kế hoạch vốn đường giao thông là 90 tỷ đồng, đã phân bổ chi tiết 80 tỷ đồng; giải ngân đạt "
      "60 tỷ đồng.",
      { "Kế hoạch vốn đường giao thông", "Vốn đường giao thông phân bổ chi tiết",
        "Giải ngân vốn đường giao thông phân bổ chi tiết" } },
    /* a list inside a bracketed list ends with it */
    { "Cai nghiện cho 64 người (trong đó mới 19 người, gồm: nam 9 người, nữ 10 người); cai tại nhà "
      "cho 30 người.",
      { "Số người cai nghiện", "Số người cai nghiện", "Số người nam cai nghiện",
        "Số người nữ cai nghiện", "Số người cai tại nhà" } },
    /* objects in a row share their verb, the same noun again its kind */
    { "Thu giữ 2,5 kg heroin, 12.000 viên ma túy tổng hợp và 15 xe máy cũ.",
      { "Khối lượng thu giữ heroin", "Số viên ma túy tổng hợp thu giữ",
        "Số xe máy cũ thu giữ" } },
    { "Phát hiện 36 vụ vi phạm đất đai, đã xử lý 20 vụ.",
      { "Số vụ vi phạm đất đai phát hiện", "Số vụ vi phạm đất đai xử lý" } },
    { "Hỗ trợ 350 hộ nghèo xây dựng nhà ở với kinh phí 17,5 tỷ đồng, tặng 125 suất quà trị giá 6,2 "
      "tỷ đồng.",
      { "Số hộ nghèo xây dựng nhà ở hỗ trợ", "Kinh phí hỗ trợ hộ nghèo xây dựng nhà ở",
        "Số suất quà tặng", "Trị giá tặng suất quà" } },
    { "Hộ cận nghèo là 8.900 hộ; bình quân đạt 18,2 tiêu chí/xã.",
      { "Số hộ cận nghèo", "Số tiêu chí/xã bình quân" } },
    { "Tổng lượng khách đạt 2,5 triệu lượt, trong đó khách quốc tế 120 nghìn lượt.",
      { "Tổng lượng khách", "Số lượt khách quốc tế" } },
    { "Có 115 điểm bưu điện xã, trong đó: 67/115 (tỷ lệ 58%) điểm bưu điện xã có mạng.",
      { "Số điểm bưu điện xã", "Số điểm bưu điện xã có mạng",
        "Tỷ lệ điểm bưu điện xã có mạng" } },
    { "Chi trả chế độ ưu đãi cho người có công (trên 3,5 tỷ đồng/tháng).",
      { "Chi trả chế độ ưu đãi cho người có công" } },
    { "Huy động trẻ 6-10 tuổi đi học đạt 99%.", { "Tỷ lệ huy động trẻ 6-10 tuổi đi học" } },
    { "Ban hành quyết định xử phạt đối với 7 tổ chức.",
      { "Số tổ chức ban hành quyết định xử phạt" } },
    /* the end of a long sentence, from behind a word that joins */
    { "Trong bối cảnh khó khăn chung của kinh tế thế giới và khu vực các cấp, các ngành đã bảo đảm "
      "cấp nước tưới cho lúa mùa 500 ha.",
      { "Diện tích bảo đảm cấp nước tưới cho lúa mùa" } },
    /* heads: the part has its own, verbs have none, a density is of what was told */
    { "Tổng thu ngân sách đạt 560 tỷ đồng, trong đó: thu nội địa 480 tỷ đồng, thu khác 80 tỷ đồng.",
      { "Tổng thu ngân sách", "Thu nội địa", "Thu khác" } },
    { "Phát hiện sai phạm 12,5 tỷ đồng, kiến nghị thu hồi 8,2 tỷ đồng.",
      { "Phát hiện sai phạm", "Số tiền kiến nghị thu hồi" } },
    { "Tổng số thuê bao điện thoại 120 nghìn thuê bao, mật độ 95 thuê bao/100 dân; thuê bao cố "
      "định 25 nghìn thuê bao.",
      { "Tổng số thuê bao điện thoại", "Mật độ thuê bao điện thoại",
        "Số thuê bao cố định" } },
    { "Xuống giống 125 ha lúa hè thu; thu hoạch 80 ha.",
      { "Diện tích xuống giống lúa hè thu", "Diện tích thu hoạch lúa hè thu" } },
    /* a count with a verb is told; a contest is a "kỳ" */
    { "Tiếp 250 lượt công dân; tiếp nhận 185 đơn.",
      { "Số lượt công dân tiếp", "Số đơn tiếp nhận" } },
    { "Kỳ thi tốt nghiệp có 1.250 thí sinh dự thi.",
      { "Số thí sinh dự thi kỳ thi tốt nghiệp" } },
    { "Cấp 125 thẻ cho người nghèo, người cao tuổi.",
      { "Số thẻ cho người nghèo, người cao tuổi cấp" } },
    { "Mạng cáp quang được kéo đến 100% xã và 82% thôn.",
      { "Tỷ lệ xã mạng cáp quang được kéo", "Tỷ lệ thôn mạng cáp quang được kéo" } },
    /* what an event brought about */
    { "Xảy ra 12 đợt mưa đá, làm chết 2 người, 5 người bị thương, thiệt hại 3 tỷ đồng; hỗ trợ 40 "
      "người.",
      { "Số đợt mưa đá", "Số người chết do mưa đá", "Số người bị thương do mưa đá",
        "Thiệt hại do mưa đá", "Số người hỗ trợ" } },
    /* a lack is of a thing; of two labels the nearer one tells it */
    { "Thiếu vắc xin sởi: Nhu cầu năm 2023 là 900 liều, mới được cấp 200 liều.",
      { "Số liều nhu cầu vắc xin sởi", "Số liều cấp vắc xin sởi" } },
    { "Nguồn cung chưa đủ, cụ thể như sau: Vắc xin uốn ván: nhu cầu 700 liều.",
      { "Số liều nhu cầu vắc xin uốn ván" } },
    /* half of a word is none at the end either, nor of "toàn xã hội" */
    { "Tổng sản lượng lương thực ước đạt 50 tấn.", { "Tổng sản lượng lương thực" } },
    { "Vốn đầu tư toàn xã hội dự kiến đạt 5 tỷ đồng.", { "Vốn đầu tư toàn xã hội" } },
    { "Đã trồng mới được 20 ha quế.", { "Diện tích trồng mới quế" } },
    /* a long remark, a tendency, a verb before the rate */
    { "Vốn đầu tư khu vực ngoài nhà nước (vốn của tổ chức doanh nghiệp ngoài nhà nước và vốn đầu "
      "tư của khu vực dân cư) là 7 tỷ đồng.",
      { "Vốn đầu tư khu vực ngoài nhà nước" } },
    { "Sản lượng thịt hơi có xu hướng tăng nhẹ, ước đạt 500 tấn.", { "Sản lượng thịt hơi" } },
    { "Bảo vệ rừng, đảm bảo tỷ lệ che phủ rừng đạt 45%.", { "Tỷ lệ che phủ rừng" } },
    { "Xảy ra 2 ổ dịch sởi với 15 ca mắc, 1 ca tử vong.",
      { "Số ổ dịch sởi", "Số ca mắc sởi", "Số ca tử vong do sởi" } },
    /* the nearest figure that tells; what it is for tells nothing */
    { "Cho 12 tổ chức thuê đất tại 13 thôn với diện tích 8,5 ha.",
      { "Số tổ chức thuê đất", "Số thôn tổ chức thuê đất", "Diện tích thuê đất" } },
    { "Sản xuất 250 nghìn cây giống các loại phục vụ trồng rừng.",
      { "Số cây giống các loại sản xuất" } },
    { "Xảy ra 93 vụ tai nạn, gồm 64 vụ nghiêm trọng và 29 vụ va chạm, làm 48 người chết.",
      { "Số vụ tai nạn", "Số vụ nghiêm trọng tai nạn", "Số vụ va chạm tai nạn",
        "Số người chết do tai nạn" } },
    { "Có 13,1 nghìn doanh nghiệp mới với số vốn đăng ký là 117 tỷ đồng.",
      { "Số doanh nghiệp mới", "Số vốn đăng ký doanh nghiệp mới" } },
    { "Tổng số hộ nghèo là 12.500 hộ, chiếm 5,2%.", { "Tổng số hộ nghèo", "Tỷ lệ hộ nghèo" } },
    { "Còn 1.250 hộ nghèo (tỷ lệ 5,2%) và 980 hộ cận nghèo (tỷ lệ 4,1%).",
      { "Số hộ nghèo", "Tỷ lệ hộ nghèo", "Số hộ cận nghèo", "Tỷ lệ hộ cận nghèo" } },
    { "Vốn điều lệ 5 tỷ đồng, doanh thu đạt 12 tỷ đồng.", { "Vốn điều lệ", "Doanh thu" } },
    { "Kết quả: 45 chỉ tiêu. Nâng cấp 25 km đường tỉnh.",
      { "Số chỉ tiêu", "Chiều dài nâng cấp đường tỉnh" } },
    { "Chỉ số giá tiêu dùng bình quân 9 tháng tăng 3,16% so với cùng kỳ.",
      { "Chỉ số giá tiêu dùng bình quân" } },
    /* a span tells which are counted */
    { "Có 33 xã đạt từ 15-18 tiêu chí, 54 xã đạt 10-14 tiêu chí.",
      { "Số xã đạt từ 15-18 tiêu chí", "Số xã đạt 10-14 tiêu chí" } },
    /* purposes and owners tell nothing of what is counted; "cấp" may be a verb */
    { "Cấp 3 giấy phép khai thác nước nhằm phục vụ sản xuất.",
      { "Số giấy phép khai thác nước cấp" } },
    { "Có 3 dự án chế biến gỗ của Công ty Hoàng Gia.", { "Số dự án chế biến gỗ" } },
    { "Đào tạo trung cấp 73 người.", { "Số người đào tạo trung cấp" } },
    { "Học sinh cấp 3 đạt 500 em.", { "Số em học sinh cấp 3" } },
};

static status read_naming(struct job *j, void *arg)
{
    const struct naming *n = arg;
    const struct doc *d;
    struct report r;
    uint32_t i;

    if (!T(read_doc(j, source_new(j->arena, STR("mẫu"), str_from(n->text)), &d) == OK &&
           extract_report(j, d, &r) == OK, "reads: %s", n->text))
        return OK;
    for (i = 0; i < MOST_NAMES && n->name[i] && i < r.nstatements; i++)
        T(str_eq(r.statement[i].indicator, str_from(n->name[i])), "want «%s» got «%.*s»",
          n->name[i], STRF(r.statement[i].indicator));
    T(r.nstatements == i && (i == MOST_NAMES || !n->name[i]), "%u statements of: %s",
      r.nstatements, n->text);
    return OK;
}

static const char *const couples_in_order[] = {
#define COUPLE(before, behind) before " " behind,
#include "lex/couples.def"
#undef COUPLE
};

/* Totals inside totals: names of names stop growing. */
static status read_nested(struct job *j, void *arg)
{
    const struct doc *d;
    struct report r;
    struct buf b;

    (void)arg;
    buf_init(&b, j->arena);
    for (int i = 0; i < 500; i++)
        buf_put(&b, STR("Có 5 xã ( an toàn "));
    if (!T(read_doc(j, source_new(j->arena, STR("mẫu"), buf_str(&b)), &d) == OK &&
           extract_report(j, d, &r) == OK && r.nstatements == 500, "reads nested lists"))
        return OK;
    T(r.statement[499].indicator.len < 400, "%zu bytes", r.statement[499].indicator.len);
    return OK;
}

void test_name(void)
{
    job_run(&LIMITS_DEFAULT, LANG_VI, read_nested, NULL, NULL);
    for (size_t i = 0; i < sizeof naming / sizeof *naming; i++) {
        struct naming n = naming[i];

        job_run(&LIMITS_DEFAULT, LANG_VI, read_naming, &n, NULL);
    }
    for (size_t i = 1; i < sizeof couples_in_order / sizeof *couples_in_order; i++)
        T(strcmp(couples_in_order[i - 1], couples_in_order[i]) < 0, "%s", couples_in_order[i]);
}
