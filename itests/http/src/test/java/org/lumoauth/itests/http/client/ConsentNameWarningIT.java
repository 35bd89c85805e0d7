/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** What a user is told of the name of a client before allowing anything. */
@ExtendWith(DefaultServerExtension.class)
class ConsentNameWarningIT {
  private static final Map<String, String> WARNINGS =
      Map.of(
          "en", "letters that look like letters of another alphabet",
          "de", "Buchstaben, die denen eines anderen Alphabets gleichen",
          "es", "letras que se parecen a las de otro alfabeto",
          "ja", "別の文字体系の文字に似た文字");

  @Test
  void warnsOfConfusableLettersInEveryLanguage(TestServer server) throws IOException {
    TestTenant tenant = TestTenant.create(server);
    TestPerson ada = TestPerson.create(server, tenant).signIn();

    for (String name : List.of("Notes", "P\u043Estbox")) { // the second with a Cyrillic o
      TestApplication app = TestApplication.register(tenant, Map.of("name", name));
      WARNINGS.forEach(
          (language, warning) -> {
            ada.open(app.authorize(app.request(Map.of("ui_locales", language))));
            assertEquals(200, ada.browser().status(), ada.browser().text());
            assertEquals(
                !name.equals("Notes"), ada.browser().text().contains(warning), language + name);
          });
    }
  }
}
