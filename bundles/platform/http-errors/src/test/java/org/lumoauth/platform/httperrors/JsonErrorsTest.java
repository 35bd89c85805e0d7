package org.lumoauth.platform.httperrors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.resource.Resource;
import org.eclipse.jetty.xml.XmlConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jetty as the shipped jetty.xml configures it. */
class JsonErrorsTest {

  private final Server server = new Server();
  private final LocalConnector connector = new LocalConnector(server);

  @BeforeEach
  void start() throws Exception {
    var shipped = Resource.newResource(JsonErrors.class.getResource("/jetty.xml"));
    new XmlConfiguration(shipped).configure(server);
    server.addConnector(connector);
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  @Test
  void refusesAPathThatHttpForbids() throws Exception {
    for (String path : new String[] {"/a%zzb", "/a%", "/a\0b", "/a%2e%2e;/b%00"}) {
      refused(400, "invalid_request", "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
    }
  }

  @Test
  void refusesAnAddressThatIsTooLong() throws Exception {
    refused(414, "uri_too_long", "GET /" + "a".repeat(9000) + " HTTP/1.1\r\nHost: a\r\n\r\n");
  }

  @Test
  void refusesHeadersThatAreTooLarge() throws Exception {
    refused(
        431,
        "headers_too_large",
        "GET / HTTP/1.1\r\nHost: a\r\nX-Large: " + "a".repeat(9000) + "\r\n\r\n");
  }

  @Test
  void refusesAnotherVersionOfHttp() throws Exception {
    refused(505, "not_implemented", "GET / HTTP/3.7\r\nHost: a\r\n\r\n");
  }

  @Test
  void answersForWhatNoApplicationTakes() throws Exception {
    refused(404, "resource_not_found", "GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n");
  }

  @Test
  void doesNotRepeatWhatWasSent() throws Exception {
    String answer =
        connector.getResponse("GET /a%zz<script> HTTP/1.1\r\nHost: a\r\nX-S: \0secret\r\n\r\n");

    assertFalse(answer.contains("<script>"), answer);
    assertFalse(answer.contains("secret"), answer);
  }

  private void refused(int status, String code, String request) throws Exception {
    String answer = connector.getResponse(request);
    int end = answer.indexOf("\r\n\r\n");
    List<String> head = answer.substring(0, end).lines().toList();
    assertTrue(head.get(0).startsWith("HTTP/1.1 " + status + " "), answer);
    assertTrue(head.contains("Content-Type: application/json"), answer);
    assertTrue(head.contains("Cache-Control: no-store"), answer);
    assertTrue(head.stream().anyMatch(line -> line.startsWith("X-Request-Id: req_")), answer);
    JsonNode body = new ObjectMapper().readTree(answer.substring(end));
    assertEquals(code, body.path("error").asText());
    assertEquals(code, body.path("code").asText());
    assertEquals(status, body.path("status").asInt());
    assertFalse(body.path("message").asText().isBlank());
    assertEquals(body.path("message"), body.path("error_description"));
  }
}
