/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.ConditionPoller;
import org.lumoauth.itests.http.support.TestBrowser;
import org.lumoauth.itests.http.support.TestCertificates;
import org.lumoauth.itests.http.support.TestMailServer;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** Mail of the shipped server: by SMTP, and into the folder where there is no SMTP server. */
class MailDeliveryIT {
  private static final String SETTINGS = "org.lumoauth.messages.mail.cfg";
  private static final Pattern LINK =
      Pattern.compile("http://\\S+/reset-password\\?token=[\\w.&=-]+");

  private static final Pattern LANGUAGE = Pattern.compile("<html lang=\"([\\w-]+)\"");

  @TempDir static Path folder;

  private static String settings;
  private static TestMailServer mail;
  private static TestServer server;
  private static TestTenant tenant;

  @BeforeAll
  static void start() throws Exception {
    TestCertificates certificates =
        new TestCertificates(folder).make("mail", "CN=localhost", "-ext", "san=dns:localhost");
    mail = TestMailServer.guarded(certificates.context(List.of("mail"), "mail"));
    settings =
        String.join(
            "\n",
            "host = localhost",
            "port = " + mail.port(),
            "user = " + TestMailServer.USER,
            "password = " + TestMailServer.PASSWORD,
            "from = id@fern.example",
            "");
    // As docs/how-to/set-up-mail.md has it for a certificate of one's own authority.
    String trust =
        "-Djavax.net.ssl.trustStore="
            + certificates.trustStore("mail")
            + " -Djavax.net.ssl.trustStorePassword="
            + TestCertificates.PASSWORD;
    server =
        TestServer.start(
            TestServer.withOptions(trust),
            Map.of(
                SETTINGS,
                settings,
                "org.lumoauth.platform.web.cfg",
                "trustedProxies = 127.0.0.1\n")); // requests come from many addresses
    tenant = TestTenant.create(server);
    tenant.admin().patch("/admin/settings/registration", Map.of("enabled", true)).expect(200);
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
    mail.close();
  }

  @Test
  void sendsByServerWithTlsAndAuthentication() throws Exception {
    requestPasswordReset("ada@example.com");

    TestMailServer.ReceivedMail message = mail.awaitTo("ada@example.com");

    assertEquals("id@fern.example", message.from());
    assertTrue(message.text().contains("To: ada@example.com"), message.text());
    assertEquals(200, new TestBrowser(server.base()).open(link(message.text())).status());
  }

  @Test
  void usesTheLanguageOfTheRecipient() throws Exception {
    requestPasswordReset("otto@example.com", "de");

    String text = mail.awaitTo("otto@example.com").text();

    assertTrue(text.contains("Passwort"), text);
  }

  @Test
  void usesTheTenantsMessageTemplate() throws Exception {
    Map<String, String> own = Map.of("subject", "Ein neues Wort", "body_text", "Bitte: ${link}");
    String path = "/admin/email-templates/password-reset?locale=de";
    tenant.admin().put(path, own).expect(200);
    try {
      requestPasswordReset("olga@example.com", "de");
      requestPasswordReset("olive@example.com");

      String text = mail.awaitTo("olga@example.com").text();
      assertTrue(text.contains("Subject: Ein neues Wort\r\n"), text);
      assertTrue(text.contains("Bitte: http"), text);
      assertEquals(200, new TestBrowser(server.base()).open(link(text)).status());
      String other = mail.awaitTo("olive@example.com").text();
      assertFalse(other.contains("Bitte"), other);
    } finally {
      tenant.admin().delete(path).expect(200);
    }
  }

  /** Also what the page answers, in a browser that asks for another language. */
  @Test
  void linksToPagesInTheLanguageOfTheMail() throws Exception {
    requestPasswordReset("ottilie@example.com", "de");
    TestBrowser english = new TestBrowser(server.base());

    english.open(link(mail.awaitTo("ottilie@example.com").text()));

    assertEquals("de", language(english.text()));
    assertEquals("de", language(english.submit("password", "short").text()));
  }

  @Test
  void writesMailToFolderWithoutSmtpServer() throws Exception {
    server.configure(SETTINGS, "");
    try {
      ConditionPoller.until(
          "the log says that mail goes to a folder",
          Duration.ofSeconds(30),
          () -> server.logs().contains("mail_to_folder"));
      requestPasswordReset("grace@example.com");

      Path outbox = server.data().resolve("outbox");
      ConditionPoller.until("a file", Duration.ofSeconds(30), () -> !files(outbox).isEmpty());

      Path file = files(outbox).get(0);
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      assertTrue(Files.readString(file).contains("To: grace@example.com"), file.toString());
    } finally {
      server.configure(SETTINGS, settings);
      ConditionPoller.until(
          "the log says that mail goes by SMTP again",
          Duration.ofSeconds(30),
          () -> server.logs().split("mail_by_smtp", -1).length > 2);
    }
  }

  /** Every place that takes an address, each asked from another network. */
  @Test
  void refusesHiddenSmtpCommandsInDomains() {
    String user =
        tenant
            .admin()
            .post("/admin/users", Map.of("email", "dom@example.com"))
            .expect(201)
            .data()
            .path("id")
            .asText();
    String pages = "/t/" + tenant.slug();
    List<String> texts = HiddenSmtpCommandSamples.texts();
    for (int i = 0; i < texts.size(); i++) {
      String email = "eve@a" + texts.get(i) + "b.example";
      Map<String, String> body = Map.of("email", email);
      ApiClient admin = tenant.admin();
      admin.post("/admin/users", body).expect(422);
      admin.patch("/admin/users/" + user, body).expect(422);
      admin.put("/admin/users/" + user, body).expect(422);
      admin.patch("/admin/settings/email", Map.of("reply_to", email)).expect(422);
      Map<String, Object> document = Map.of("format", "lumoauth-tenant/1", "users", List.of(body));
      assertTrue(admin.post("/admin/import", document).status() >= 400, email);
      assertEquals(0, admin.get("/admin/users?search=eve").expect(200).body().at("/data").size());
      Map<String, Object> client =
          Map.of("redirect_uris", List.of("https://a.example/cb"), "contacts", List.of(email));
      admin.post("/connect/register", client).expect(400);
      TestBrowser browser =
          new TestBrowser(server.base()).from("198.51." + i / 250 + "." + i % 250);
      browser.open(pages + "/register");
      assertRefused(browser.submit("email", email, "password", TestPerson.PASSWORD));
      TestBrowser checking =
          new TestBrowser(server.base()).from("203.0." + i / 250 + "." + i % 250);
      assertRefused(checking.post("/orgs/" + tenant.slug() + "/check-email", body));
    }
  }

  /** 400 where no form may have the character at all. */
  private static void assertRefused(TestBrowser answered) {
    assertTrue(Set.of(400, 422).contains(answered.status()), answered.text());
  }

  @Test
  void sendsToExactlyOneAddressDespiteHiddenCommands() throws Exception {
    String pages = "/t/" + tenant.slug();
    Set<String> addresses = new TreeSet<>();
    List<String> texts = HiddenSmtpCommandSamples.letters();
    for (int i = 0; i < texts.size(); i++) {
      String registers = "r" + texts.get(i) + "x@example.com";
      TestBrowser browser = new TestBrowser(server.base()).from("192.0." + i + ".1");
      browser.open(pages + "/register").submit("email", registers, "password", TestPerson.PASSWORD);
      assertEquals(200, browser.status(), registers);
      addresses.add(registers);
    }
    String forgets = "f" + texts.get(0) + "x@example.com";
    requestPasswordReset(forgets);
    addresses.add(forgets);

    for (String address : addresses) {
      mail.awaitTo(address);
    }

    for (String recipient : mail.recipients()) {
      assertTrue(
          addresses.contains(recipient) || recipient.matches("[a-z]+@example\\.com"), recipient);
    }
  }

  private static List<Path> files(Path outbox) throws IOException {
    if (!Files.isDirectory(outbox)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(outbox)) {
      return files.filter(file -> file.toString().endsWith(".eml")).toList();
    }
  }

  private static void requestPasswordReset(String email, String... language) {
    tenant.admin().post("/admin/users", Map.of("email", email)).expect(201);
    TestBrowser browser = new TestBrowser(server.base());
    if (language.length > 0) {
      browser.open("/t/" + tenant.slug() + "/language?to=" + language[0]);
    }
    browser.open("/t/" + tenant.slug() + "/forgot-password").submit("identifier", email);
  }

  private static String language(String page) {
    Matcher language = LANGUAGE.matcher(page);
    assertTrue(language.find(), page);
    return language.group(1);
  }

  private static String link(String text) {
    Matcher link = LINK.matcher(text);
    assertTrue(link.find(), text);
    return link.group();
  }
}
