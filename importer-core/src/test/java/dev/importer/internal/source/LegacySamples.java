package dev.importer.internal.source;

import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Stream;

/** Short files as people export them, in the encodings that their programs use. */
final class LegacySamples {

  private LegacySamples() {}

  /**
   * A file.
   *
   * @param language the language, for people
   * @param text the content
   * @param encodings the encodings that it is met in
   */
  record Sample(String language, String text, List<String> encodings) {}

  /** A sample in one of its encodings. */
  record Encoded(String language, String text, String encoding) {

    byte[] bytes() {
      return text.getBytes(Charset.forName(encoding));
    }

    @Override
    public String toString() {
      return language + " " + encoding;
    }
  }

  static Stream<Encoded> all() {
    return SAMPLES.stream()
        .flatMap(
            sample ->
                sample.encodings().stream()
                    .map(encoding -> new Encoded(sample.language(), sample.text(), encoding)));
  }

  private static Sample sample(String language, String encodings, String text) {
    return new Sample(language, text, List.of(encodings.split(" ", -1)));
  }

  private static final List<Sample> SAMPLES =
      List.of(
          sample(
              "German",
              "windows-1252 ISO-8859-15 IBM850 IBM437 x-MacRoman",
              """
              Name;Straße;Ort;Bemerkung
              Jürgen Müller;Königstraße 12;Köln;
              Käthe Groß;Am Bächle 3;München;Rückruf erwünscht
              """),
          sample("one umlaut", "windows-1252", "name,email,age\nJürgen,j@example.com,31\n"),
          sample("one name", "windows-1252", "name,email,age\nJosé,jose@example.com,31\n"),
          sample("euro", "ISO-8859-15", "artikel;preis\nGemüse;12,50 €\nKäse;8,99 €\n"),
          sample("euro", "windows-1252", "artikel;preis\nGemüse;12,50 €\nKäse;8,99 €\n"),
          sample(
              "French",
              "windows-1252 ISO-8859-15 IBM850 x-MacRoman",
              """
              prénom,nom,ville
              François,Lefèvre,Besançon
              Hélène,Château,Orléans
              Benoît,Garçon,Nîmes
              """),
          sample(
              "Spanish",
              "windows-1252 IBM850 IBM437 x-MacRoman",
              """
              nombre,dirección,teléfono
              José Muñoz,Avenida de América 12,912345678
              María Peña,Plaza de España 3,923456789
              """),
          sample(
              "Portuguese",
              "windows-1252 IBM850",
              """
              nome,endereço,observação
              João Conceição,São Paulo,não há
              Inês Gonçalves,Évora,informação incompleta
              """),
          sample(
              "Swedish",
              "windows-1252 ISO-8859-15",
              "namn;ort\nÅsa Sjöberg;Malmö\nPär Lindström;Västerås\nGöran Åkesson;Örebro\n"),
          sample(
              "Danish",
              "windows-1252",
              "navn;by\nSøren Kjær;Århus\nJørgen Østergård;København\nBjørn Lærke;Tårnby\n"),
          sample(
              "Polish",
              "windows-1250 ISO-8859-2 IBM852",
              """
              imię;nazwisko;miasto
              Michał;Wójcik;Łódź
              Agnieszka;Woźniak;Gdańsk
              Małgorzata;Dąbrowska;Częstochowa
              """),
          sample(
              "Czech",
              "windows-1250 ISO-8859-2 IBM852",
              """
              jméno;příjmení;město
              Jiří;Dvořák;Plzeň
              Zdeněk;Růžička;České Budějovice
              Kateřina;Němcová;Ústí nad Labem
              """),
          sample(
              "Hungarian",
              "windows-1250 ISO-8859-2",
              """
              név;város;megjegyzés
              Szabó Győző;Győr;első vevő
              Kovács Jenő;Kőszeg;külföldről jött
              Tóth Erzsébet;Nyíregyháza;hétfőn hívni
              """),
          sample(
              "Croatian",
              "windows-1250",
              "ime;grad\nŽeljko Perišić;Šibenik\nĐurđa Kovačević;Čakovec\nIvan Jurčić;Požega\n"),
          sample(
              "Turkish",
              "windows-1254",
              """
              ad;soyad;şehir
              Ayşe;Yıldız;İstanbul
              Çağlar;Öztürk;Eskişehir
              Gülşen;Kılıç;Iğdır
              """),
          sample(
              "Lithuanian",
              "windows-1257",
              "vardas;miestas\nJūratė Žukauskienė;Šiauliai\nGiedrė Petrauskaitė;Panevėžys\n"),
          sample(
              "Russian",
              "windows-1251 KOI8-R IBM866 ISO-8859-5 x-MacCyrillic",
              """
              имя;фамилия;город
              Иван;Петров;Москва
              Наталья;Кузнецова;Санкт-Петербург
              Алексей;Щербаков;Нижний Новгород
              """),
          sample("short Russian", "windows-1251 KOI8-R IBM866", "имя,возраст\nИван,31\nОльга,27\n"),
          sample(
              "Ukrainian",
              "windows-1251 KOI8-U",
              "ім'я;місто\nОлександр Ткаченко;Київ\nІрина Шевчук;Чернівці\nЄвген Гриценко;Рівне\n"),
          sample(
              "Greek",
              "windows-1253 ISO-8859-7",
              """
              όνομα;πόλη
              Γιώργος Παπαδόπουλος;Αθήνα
              Ελένη Νικολάου;Θεσσαλονίκη
              """),
          sample("Hebrew", "windows-1255", "שם,עיר\nדוד כהן,ירושלים\nרחל לוי,תל אביב\n"),
          sample("Arabic", "windows-1256", "الاسم,المدينة\nمحمد علي,القاهرة\nفاطمة حسن,بغداد\n"),
          sample(
              "Thai", "x-windows-874", "ชื่อ,เมือง\nสมชาย ใจดี,กรุงเทพ\nสมหญิง รักไทย,เชียงใหม่\n"),
          sample(
              "Japanese",
              "windows-31j EUC-JP",
              """
              氏名,住所,備考
              山田太郎,東京都千代田区,
              佐藤花子,大阪府大阪市,メールで連絡
              """),
          sample("short Japanese", "windows-31j EUC-JP", "名前,年齢\n鈴木一郎,31\n田中さくら,27\n"),
          sample(
              "simplified Chinese",
              "GB18030",
              """
              姓名,年龄,城市
              王伟,31,北京
              李娜,27,上海
              张敏,45,广州
              """),
          sample(
              "traditional Chinese",
              "Big5",
              """
              姓名,年齡,城市
              陳志明,31,臺北
              林淑芬,27,高雄
              黃美惠,45,新竹
              """),
          sample(
              "Korean",
              "x-windows-949",
              """
              이름,나이,도시
              김민수,31,서울
              이영희,27,부산
              박지훈,45,대구
              """));
}
