package dev.importer.internal.source;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.List;

/**
 * The letters beyond ASCII that a language is written with, the most frequent first. The order is
 * all that is known here of a language, and is enough to tell text from text misread: a wrong
 * encoding gives letters that no language combines, and signs in the middle of words.
 */
enum Language {
  GERMAN(Family.WEST_EUROPE, 0, "üäößé"),
  FRENCH(Family.WEST_EUROPE, 0, "éèàêçâîôùïûëœÿ"),
  SPANISH(Family.WEST_EUROPE, 0, "óáíéñúü"),
  PORTUGUESE(Family.WEST_EUROPE, 0.5, "ãçéáíóêõúâôàü"),
  ITALIAN(Family.WEST_EUROPE, 0.5, "àèùòìé"),
  SCANDINAVIAN(Family.WEST_EUROPE, 0, "åøäöæéü"),
  FINNISH(Family.WEST_EUROPE, 0.5, "äöåšžé"),
  ICELANDIC(Family.WEST_EUROPE, 3, "íáðéóþöúæý"),
  DUTCH(Family.WEST_EUROPE, 1, "ëéïöüè"),
  CATALAN(Family.WEST_EUROPE, 1.5, "àóèéíòçúïü"),
  POLISH(Family.CENTRAL_EUROPE, 0, "łąęóżśćńź"),
  CZECH(Family.CENTRAL_EUROPE, 0, "áíéěřčšžýůúňťďó"),
  SLOVAK(Family.CENTRAL_EUROPE, 0.5, "áíéčšžýľúťóňôďäĺŕ"),
  HUNGARIAN(Family.CENTRAL_EUROPE, 0, "áéöóőüíúű"),
  ROMANIAN(Family.CENTRAL_EUROPE, 0.5, "ăîţşâțș"),
  CROATIAN(Family.CENTRAL_EUROPE, 0.5, "čšžćđ"),
  TURKISH(Family.TURKEY, 0, "ıüşçöğiâî"),
  LITHUANIAN(Family.BALTIC, 1, "ėšžųūčąįę"),
  LATVIAN(Family.BALTIC, 1, "āīēšņūļģķžč"),
  ESTONIAN(Family.BALTIC, 1, "äõüöšž"),
  RUSSIAN(Family.CYRILLIC, 0, "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"),
  UKRAINIAN(Family.CYRILLIC, 0.5, "оаинітевркслмудпяьзгйбчхїцюжшєщґф'"),
  BULGARIAN(Family.CYRILLIC, 0.5, "аоеинтрвсклдпмзябъгучжцщхйшюфь"),
  SERBIAN(Family.CYRILLIC, 1, "аоиенрјтвсукмдлпзгбчљцјшњжхћђфџ"),
  GREEK(Family.GREEK, 0, "αοιετσνηυρπκμλςωθδγχόάίέήύφβώξζψϊΰΐϋ"),
  HEBREW(Family.HEBREW, 0, "יוהלאתרמבשנכדחקםפעןגסזטצךףץ"),
  ARABIC(Family.ARABIC, 0, "الينمورتبةعدسفهكقحجشطصىخإأضذزثئءغظؤآ"),
  THAI(Family.THAI, 0, "านรกอเงมยล่วดทส้ตะัิปบคีหแจพชขไุใผโูํ็ถซฉธศภณฟญฐษฮฬฆฏฎฌ์ืึำๆ"),
  JAPANESE(
      Family.JAPAN,
      0,
      "のにをはたがでとしるいなれてかっらもあこりよくさきまんだやどうせつけみえめわおちそゃゅょ"
          + "ンスルトイラリアードッシックグマタプレジテロサフコナムバメウニキパソオカチネモハュョ"
          + "日本人年月名前田中山川木村東京都大小市区町県子一二三四五六七八九十上下高橋佐藤鈴渡辺伊加井"
          + "氏住所電話番号商品数量価格合計金額会社株式国時間分生出手目見新長野原石松林藤太郎美花男女性"
          + "健次和正明道府阪北海神奈広島福岡横浜備考単円年齢職業住"),
  SIMPLIFIED_CHINESE(
      Family.MAINLAND_CHINA,
      0,
      "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子"
          + "说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体"
          + "制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线"
          + "内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已"
          + "姓名年龄性别电话地址城市邮箱编号价格数量金额日期备注王李张刘陈杨黄赵周吴徐孙马朱胡林郭何罗郑"
          + "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀英华文玉兰北京上海广州深圳省市区县路号男女"),
  TRADITIONAL_CHINESE(
      Family.TAIWAN,
      0,
      "的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同工也能下過子"
          + "說產種面而方後多定行學法所民得經十三之進著等部度家電力裡如水化高自二理起小物現實加量都兩體"
          + "制機當使點從業本去把性好應開它合還因由其些然前外天政四日那社義事平形相全表間樣與關各重新線"
          + "內數正心反你明看原又麼利比或但質氣第向道命此變條只沒結解問意建月公無系軍很情者最立代想已"
          + "姓名年齡性別電話地址城市郵箱編號價格數量金額日期備註王李張劉陳楊黃趙周吳徐孫馬朱胡林郭何羅鄭"
          + "偉芳娜敏靜麗強磊軍洋勇豔傑娟濤明超秀英華文玉蘭臺台北灣高雄市區縣路號街男女志雅淑美惠"),
  KOREAN(
      Family.KOREA,
      0,
      "이다의는에을가고하은한를지로사도기어대리자인나서아그시스정전수있들일구부라해장제상"
          + "동보주여원마성연세적오만유공우과계비신문화소조국경년월모안치미트무관진으선산방분용위당"
          + "개거바러내물양남되던면여중말간영였호명김박최강윤임한송황류홍준민철숙희은지현울북천광"
          + "이름나이전화주소번호메일성별가격수량금액날짜회사서울부산대구인천광주경기도");

  /** Languages that share their encodings. */
  enum Family {
    WEST_EUROPE(UnicodeScript.LATIN),
    CENTRAL_EUROPE(UnicodeScript.LATIN),
    TURKEY(UnicodeScript.LATIN),
    BALTIC(UnicodeScript.LATIN),
    CYRILLIC(UnicodeScript.CYRILLIC),
    GREEK(UnicodeScript.GREEK),
    HEBREW(UnicodeScript.HEBREW),
    ARABIC(UnicodeScript.ARABIC),
    THAI(UnicodeScript.THAI),
    JAPAN(UnicodeScript.HAN),
    MAINLAND_CHINA(UnicodeScript.HAN),
    TAIWAN(UnicodeScript.HAN),
    KOREA(UnicodeScript.HANGUL);

    private final UnicodeScript script;

    Family(UnicodeScript script) {
      this.script = script;
    }

    /** What the languages are written in; the Japanese one stands for three. */
    UnicodeScript script() {
      return script;
    }

    boolean isLatin() {
      return script.equals(UnicodeScript.LATIN);
    }

    /** Whether there are thousands of characters, of which a table lists the usual ones. */
    boolean isLarge() {
      return script.equals(UnicodeScript.HAN) || script.equals(UnicodeScript.HANGUL);
    }
  }

  /** A share of the text is left to characters that are not in the table. */
  private static final double SHARE_OF_TABLE = 0.95;

  private static final double SHARE_OF_LARGE_TABLE = 0.6;

  private final Family family;
  private final double rarity;
  private final String letters;
  private final double sum;

  Language(Family family, double rarity, String letters) {
    this.family = family;
    this.rarity = rarity;
    this.letters =
        letters
            .chars()
            .distinct()
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    double weights = 0;
    for (int rank = 0; rank < this.letters.length(); rank++) {
      weights += weight(rank);
    }
    this.sum = weights;
  }

  /** The frequency falls with the rank, in large scripts slowly. */
  private double weight(int rank) {
    return 1.0 / (rank + (family.isLarge() ? 100 : family.isLatin() ? 2 : 6));
  }

  static List<Language> of(Family family) {
    return Arrays.stream(values()).filter(language -> language.family.equals(family)).toList();
  }

  Family family() {
    return family;
  }

  /** How much less likely it is than others to be met at all, as a logarithm. */
  double rarity() {
    return rarity;
  }

  /** Whether a neighbouring language, with which it shares its encodings, has the letter. */
  boolean borrows(char letter) {
    return of(family).stream().anyMatch(language -> language.letters.indexOf(letter) >= 0);
  }

  /** The logarithm of a lower-case letter's share in the text beyond ASCII; NaN if not listed. */
  double logarithm(char letter) {
    int rank = letters.indexOf(letter);
    double share = family.isLarge() ? SHARE_OF_LARGE_TABLE : SHARE_OF_TABLE;
    return rank < 0 ? Double.NaN : Math.log(share * weight(rank) / sum);
  }
}
