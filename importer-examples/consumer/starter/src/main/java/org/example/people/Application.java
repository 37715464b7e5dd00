package org.example.people;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** An application that has the starter, does one {@link Tour} and ends. */
@SpringBootApplication
public class Application {

  /** Takes nothing: the database is that of the property spring.datasource.url. */
  public static void main(String[] args) {
    if ("none".equals(System.getProperty("spring.datasource.url"))) {
      System.out.println("not run: no PostgreSQL is named");
      return;
    }
    SpringApplication.run(Application.class, args).close();
  }
}
