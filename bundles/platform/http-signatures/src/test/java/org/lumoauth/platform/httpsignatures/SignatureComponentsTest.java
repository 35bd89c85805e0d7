/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.httpsignatures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.platform.httpsignatures.InvalidMessageSignatureException.SignatureFailureCause;

/** Values of components (RFC 9421 sections 2.1 and 2.2) and digests (RFC 9530). */
class SignatureComponentsTest {

  private static final SignableHttpMessage REQUEST =
      SignableHttpMessage.request(
          "POST",
          SignatureTargetUri.of(
              "https://WWW.Example.com:443/path?param=value&foo=bar&baz=bat%2Dman&qux="),
          Map.of(
              "Example-Dict", List.of("  a=1,    b=2;x=1;y=2,   c=(a   b   c)"),
              "Signature-Key", List.of("sig=jwt;  jwt=\"x\",b"),
              "Empty", List.of(""),
              "Twice", List.of("one ", " two"),
              "Folded", List.of("a\r\n   b")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"@method\" | POST",
        "\"@target-uri\" | https://www.example.com/path?param=value&foo=bar&baz=bat%2Dman&qux=",
        "\"@authority\" | www.example.com",
        "\"@scheme\" | https",
        "\"@request-target\" | /path?param=value&foo=bar&baz=bat%2Dman&qux=",
        "\"@path\" | /path",
        "\"@query\" | ?param=value&foo=bar&baz=bat%2Dman&qux=",
        "\"@query-param\";name=\"baz\" | bat-man",
        "\"@query-param\";name=\"param\" | value",
        "\"signature-key\";sf | sig=jwt;jwt=\"x\", b",
        "\"example-dict\";key=\"a\" | 1",
        "\"example-dict\";key=\"b\" | 2;x=1;y=2",
        "\"example-dict\";key=\"c\" | (a b c)",
        "\"twice\" | one, two",
        "\"twice\";bs | :b25l:, :dHdv:",
        "\"folded\" | a b"
      })
  void computesTheValueOfAComponent(String component, String value) throws Exception {
    assertEquals(component + ": " + value, firstLine(REQUEST, component));
  }

  @Test
  void writesEmptyFieldAsEmptyValue() throws Exception {
    assertEquals("\"empty\": ", firstLine(REQUEST, "\"empty\""));
  }

  @Test
  void writesAbsentQueryAsQuestionMark() throws Exception {
    SignableHttpMessage plain =
        SignableHttpMessage.request("GET", SignatureTargetUri.of("http://a.test:8080"), Map.of());

    assertEquals("\"@query\": ?", firstLine(plain, "\"@query\""));
    assertEquals("\"@path\": /", firstLine(plain, "\"@path\""));
    assertEquals("\"@authority\": a.test:8080", firstLine(plain, "\"@authority\""));
  }

  @Test
  void coversRequestComponentsOfResponse() throws Exception {
    SignableHttpMessage response =
        SignableHttpMessage.response(503, Map.of(), Optional.of(REQUEST));

    assertEquals("\"@method\";req: POST", firstLine(response, "\"@method\";req"));
    assertEquals("\"@status\": 503", firstLine(response, "\"@status\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"@status\"",
        "\"@query-param\";name=\"absent\"",
        "\"example-dict\";key=\"absent\"",
        "\"twice\";tr",
        "\"@method\";req",
        "\"empty\";sf"
      })
  void rejectsMissingComponent(String component) {
    assertThrows(InvalidMessageSignatureException.class, () -> firstLine(REQUEST, component));
  }

  @Test
  void rejectsRepeatedQueryParameter() {
    SignableHttpMessage twice =
        SignableHttpMessage.request(
            "GET", SignatureTargetUri.of("https://a.test/?p=1&p=2"), Map.of());

    assertThrows(
        InvalidMessageSignatureException.class,
        () -> firstLine(twice, "\"@query-param\";name=\"p\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ftp://a.test/", "//a.test/", "https://u@a.test/", "https://a.test/#f", "/a", ""})
  void rejectsTargetThatIsNotHttpUrl(String url) {
    assertThrows(IllegalArgumentException.class, () -> SignatureTargetUri.of(url));
  }

  /** RFC 9530 appendix B.1: the body is the JSON text of its examples. */
  @Test
  void verifiesDigestsOfRfcExamples() throws Exception {
    byte[] body = "{\"hello\": \"world\"}".getBytes(StandardCharsets.UTF_8);

    ContentDigestField.check(List.of(Rfc9421Messages.REQUEST_DIGEST), body);
    ContentDigestField.check(
        List.of("sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:"), body);
    assertEquals(
        "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:", ContentDigestField.of(body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:, sha-512=:AAAA:",
        "md5=:Sd/dVLAcvNLSq16eXua5uQ==:",
        "sha-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE",
        "sha-256=:Y48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:",
        "sha-256=::",
        ""
      })
  void rejectsDigestNotMatchingBody(String field) {
    byte[] body = "{\"hello\": \"world\"}".getBytes(StandardCharsets.UTF_8);

    var refusal =
        assertThrows(
            InvalidMessageSignatureException.class,
            () -> ContentDigestField.check(List.of(field), body));
    assertEquals(SignatureFailureCause.DIGEST, refusal.problem());
  }

  @Test
  void reportsDuplicateMemberAsMalformed() {
    var refusal =
        assertThrows(
            InvalidMessageSignatureException.class,
            () ->
                ContentDigestField.check(List.of("sha-256=:AAAA:", "sha-256=:AAAA:"), new byte[0]));

    assertEquals(SignatureFailureCause.MALFORMED, refusal.problem());
  }

  private static String firstLine(SignableHttpMessage message, String component)
      throws InvalidMessageSignatureException {
    SignatureInput input = SignatureInput.read(List.of("s=(" + component + ")")).get("s");
    return SignatureBaseBuilder.of(message, input).lines().findFirst().orElseThrow();
  }
}
