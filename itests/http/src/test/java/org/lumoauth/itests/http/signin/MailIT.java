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
import org.lumoauth.itests.http.support.Api;
import org.lumoauth.itests.http.support.Await;
import org.lumoauth.itests.http.support.Browser;
import org.lumoauth.itests.http.support.Person;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.Tenant;
import org.lumoauth.itests.http.support.TestCertificates;
import org.lumoauth.itests.http.support.TestMailServer;

/** Mail of the shipped server: by SMTP, and into the folder where there is no SMTP server. */
class MailIT {
  private static final String SETTINGS = "org.lumoauth.messages.mail.cfg";
  private static final Pattern LINK =
      Pattern.compile("http://\\S+/reset-password\\?token=[\\w.&=-]+");

  private static final Pattern LANGUAGE = Pattern.compile("<html lang=\"([\\w-]+)\"");

  @TempDir static Path folder;

  private static String settings;
  private static TestMailServer mail;
  private static Server server;
  private static Tenant tenant;

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
        Server.start(
            Server.withOptions(trust),
            Map.of(
                SETTINGS,
                settings,
                "org.lumoauth.platform.web.cfg",
                "trustedProxies = 127.0.0.1\n")); // requests come from many addresses
    tenant = Tenant.create(server);
    tenant.admin().patch("/admin/settings/registration", Map.of("enabled", true)).expect(200);
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
    mail.close();
  }

  @Test
  void sendsByAServerThatWantsTlsAndASignIn() throws Exception {
    forgot("ada@example.com");

    TestMailServer.Mail message = mail.awaitTo("ada@example.com");

    assertEquals("id@fern.example", message.from());
    assertTrue(message.text().contains("To: ada@example.com"), message.text());
    assertEquals(200, new Browser(server.base()).open(link(message.text())).status());
  }

  @Test
  void speaksTheLanguageOfTheReader() throws Exception {
    forgot("otto@example.com", "de");

    String text = mail.awaitTo("otto@example.com").text();

    assertTrue(text.contains("Passwort"), text);
  }

  @Test
  void saysItInTheTenantsOwnWords() throws Exception {
    Map<String, String> own = Map.of("subject", "Ein neues Wort", "body_text", "Bitte: ${link}");
    String path = "/admin/email-templates/password-reset?locale=de";
    tenant.admin().put(path, own).expect(200);
    try {
      forgot("olga@example.com", "de");
      forgot("olive@example.com");

      String text = mail.awaitTo("olga@example.com").text();
      assertTrue(text.contains("Subject: Ein neues Wort\r\n"), text);
      assertTrue(text.contains("Bitte: http"), text);
      assertEquals(200, new Browser(server.base()).open(link(text)).status());
      String other = mail.awaitTo("olive@example.com").text();
      assertFalse(other.contains("Bitte"), other);
    } finally {
      tenant.admin().delete(path).expect(200);
    }
  }

  /** Also what the page answers, in a browser that asks for another language. */
  @Test
  void leadsToPagesInTheLanguageOfTheMail() throws Exception {
    forgot("ottilie@example.com", "de");
    Browser english = new Browser(server.base());

    english.open(link(mail.awaitTo("ottilie@example.com").text()));

    assertEquals("de", language(english.text()));
    assertEquals("de", language(english.submit("password", "short").text()));
  }

  @Test
  void writesToAFolderWhereThereIsNoServer() throws Exception {
    server.configure(SETTINGS, "");
    try {
      Await.until(
          "the log says that mail goes to a folder",
          Duration.ofSeconds(30),
          () -> server.logs().contains("mail_to_folder"));
      forgot("grace@example.com");

      Path outbox = server.data().resolve("outbox");
      Await.until("a file", Duration.ofSeconds(30), () -> !files(outbox).isEmpty());

      Path file = files(outbox).get(0);
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      assertTrue(Files.readString(file).contains("To: grace@example.com"), file.toString());
    } finally {
      server.configure(SETTINGS, settings);
      Await.until(
          "the log says that mail goes by SMTP again",
          Duration.ofSeconds(30),
          () -> server.logs().split("mail_by_smtp", -1).length > 2);
    }
  }

  /** Every place that takes an address, each asked from another network. */
  @Test
  void refusesEveryCharacterThatHidesACommandInADomain() {
    String user =
        tenant
            .admin()
            .post("/admin/users", Map.of("email", "dom@example.com"))
            .expect(201)
            .data()
            .path("id")
            .asText();
    String pages = "/t/" + tenant.slug();
    List<String> texts = HiddenCommands.texts();
    for (int i = 0; i < texts.size(); i++) {
      String email = "eve@a" + texts.get(i) + "b.example";
      Map<String, String> body = Map.of("email", email);
      Api admin = tenant.admin();
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
      Browser browser = new Browser(server.base()).from("198.51." + i / 250 + "." + i % 250);
      browser.open(pages + "/register");
      assertRefused(browser.submit("email", email, "password", Person.PASSWORD));
      Browser checking = new Browser(server.base()).from("203.0." + i / 250 + "." + i % 250);
      assertRefused(checking.post("/orgs/" + tenant.slug() + "/check-email", body));
    }
  }

  /** 400 where no form may have the character at all. */
  private static void assertRefused(Browser answered) {
    assertTrue(Set.of(400, 422).contains(answered.status()), answered.text());
  }

  @Test
  void sendsToEachAddressAloneWhateverItsCharactersHide() throws Exception {
    String pages = "/t/" + tenant.slug();
    Set<String> addresses = new TreeSet<>();
    List<String> texts = HiddenCommands.letters();
    for (int i = 0; i < texts.size(); i++) {
      String registers = "r" + texts.get(i) + "x@example.com";
      Browser browser = new Browser(server.base()).from("192.0." + i + ".1");
      browser.open(pages + "/register").submit("email", registers, "password", Person.PASSWORD);
      assertEquals(200, browser.status(), registers);
      addresses.add(registers);
    }
    String forgets = "f" + texts.get(0) + "x@example.com";
    forgot(forgets);
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

  private static void forgot(String email, String... language) {
    tenant.admin().post("/admin/users", Map.of("email", email)).expect(201);
    Browser browser = new Browser(server.base());
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
