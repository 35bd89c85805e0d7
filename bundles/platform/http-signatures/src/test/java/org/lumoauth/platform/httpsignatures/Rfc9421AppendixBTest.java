/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.httpsignatures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.platform.httpsignatures.Rfc9421Messages.always;
import static org.lumoauth.platform.httpsignatures.Rfc9421Messages.request;
import static org.lumoauth.platform.httpsignatures.Rfc9421Messages.response;
import static org.lumoauth.platform.httpsignatures.Rfc9421Messages.signed;
import static org.lumoauth.platform.httpsignatures.Rfc9421Messages.verifier;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.platform.httpsignatures.InvalidMessageSignatureException.SignatureFailureCause;

/** The cases of RFC 9421 appendix B. */
class Rfc9421AppendixBTest {

  private static final String B25 =
      "(\"date\" \"@authority\" \"content-type\");created=1618884473"
          + ";keyid=\"test-shared-secret\"";
  private static final String B25_SIGNATURE = "pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=";
  private static final String B26 =
      "(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\" \"content-length\")"
          + ";created=1618884473;keyid=\"test-key-ed25519\"";
  private static final String B26_SIGNATURE =
      "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==";
  private static final String CLIENT_CERT =
      ":MIIBqDCCAU6gAwIBAgIBBzAKBggqhkjOPQQDAjA6MRswGQYDVQQKDBJMZXQncyBBdXRoZW50aWNhdGUxGzAZBgNVBA"
          + "MMEkxBIEludGVybWVkaWF0ZSBDQTAeFw0yMDAxMTQyMjU1MzNaFw0yMTAxMjMyMjU1MzNaMA0xCzAJBgNVBAMM"
          + "AkJDMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE8YnXXfaUgmnMtOXU/IncWalRhebrXmckC8vdgJ1p5Be5F/"
          + "3YC8OthxM4+k1M6aEAEFcGzkJiNy6J84y7uzo9M6NyMHAwCQYDVR0TBAIwADAfBgNVHSMEGDAWgBRm3WjLa38l"
          + "bEYCuiCPct0ZaSED2DAOBgNVHQ8BAf8EBAMCBsAwEwYDVR0lBAwwCgYIKwYBBQUHAwIwHQYDVR0RAQH/BBMwEY"
          + "EPYmRjQGV4YW1wbGUuY29tMAoGCCqGSM49BAMCA0gAMEUCIBHda/r1vaL6G3VliL4/Di6YK0Q6bMjeSkC3dFCO"
          + "OB8TAiEAx/kHSB4urmiZ0NX5r5XarmPk0wmuydBVoU4hBVZ1yhk=:";

  @Test
  void verifiesTheMinimalSignatureOfB21() throws Exception {
    SignableHttpMessage message =
        signed(
            request(),
            "sig-b21",
            "();created=1618884473;keyid=\"test-key-rsa-pss\";nonce=\"b3k2pp5k7z-50gnwp.yemd\"",
            "d2pmTvmbncD3xQm8E9ZV2828BjQWGgiwAaw5bAkgibUopemLJcWDy/lkbbHAve4cRAtx31Iq786U7it++wgGxb"
                + "tRxf8Udx7zFZsckzXaJMkA7ChG52eSkFxykJeNqsrWH5S+oxNFlD4dzVuwe8DhTSja8xxbR/Z2cOGdC"
                + "bzR72rgFWhzx2VjBqJzsPLMIQKhO4DGezXehhWwE56YCE+O6c0mKZsfxVrogUvA4HELjVKWmAvtl6Un"
                + "Ch8jYzuVG5WSb/QEVPnP5TmcAnLH1g+s++v6d4s8m0gCw1fV5/SITLq9mhho8K3+7EPYTU8IU1bLhdx"
                + "O5Nyt8C8ssinQ98Xw9Q==");

    SignatureInput input = verifier().verify(message, "sig-b21", always(Rfc9421Keys.rsaPss()));

    assertEquals(Optional.of("b3k2pp5k7z-50gnwp.yemd"), input.text("nonce"));
  }

  @Test
  void verifiesTheSelectiveSignatureOfB22() throws Exception {
    SignableHttpMessage message =
        signed(
            request(),
            "sig-b22",
            "(\"@authority\" \"content-digest\" \"@query-param\";name=\"Pet\");created=1618884473"
                + ";keyid=\"test-key-rsa-pss\";tag=\"header-example\"",
            "LjbtqUbfmvjj5C5kr1Ugj4PmLYvx9wVjZvD9GsTT4F7GrcQEdJzgI9qHxICagShLRiLMlAJjtq6N4CDfKtjvuJ"
                + "yE5qH7KT8UCMkSowOB4+ECxCmT8rtAmj/0PIXxi0A0nxKyB09RNrCQibbUjsLS/2YyFYXEu4TRJQzRw"
                + "1rLEuEfY17SARYhpTlaqwZVtR8NV7+4UKkjqpcAoFqWFQh62s7Cl+H2fjBSpqfZUJcsIk4N6wiKYd4j"
                + "e2U/lankenQ99PZfB4jY3I5rSV2DSBVkSFsURIjYErOs0tFTQosMTAoxk//0RoKUqiYY8Bh0aaUEb0r"
                + "Ql3/XaVe4bXTugEjHSw==");

    verifier().verify(message, "sig-b22", always(Rfc9421Keys.rsaPss()));
  }

  @Test
  void verifiesTheFullSignatureOfB23() throws Exception {
    SignableHttpMessage message =
        signed(
            request(),
            "sig-b23",
            "(\"date\" \"@method\" \"@path\" \"@query\" \"@authority\" \"content-type\""
                + " \"content-digest\" \"content-length\");created=1618884473"
                + ";keyid=\"test-key-rsa-pss\"",
            "bbN8oArOxYoyylQQUU6QYwrTuaxLwjAC9fbY2F6SVWvh0yBiMIRGOnMYwZ/5MR6fb0Kh1rIRASVxFkeGt683+q"
                + "RpRRU5p2voTp768ZrCUb38K0fUxN0O0iC59DzYx8DFll5GmydPxSmme9v6ULbMFkl+V5B1TP/yPViV7"
                + "KsLNmvKiLJH1pFkh/aYA2HXXZzNBXmIkoQoLd7YfW91kE9o/CCoC1xMy7JA1ipwvKvfrs65ldmlu9bp"
                + "G6A9BmzhuzF8Eim5f8ui9eH8LZH896+QIF61ka39VBrohr9iyMUJpvRX2Zbhl5ZJzSRxpJyoEZAFL2F"
                + "Uo5fTIztsDZKEgM4cUA==");

    verifier().verify(message, "sig-b23", always(Rfc9421Keys.rsaPss()));
  }

  @Test
  void verifiesTheResponseOfB24() throws Exception {
    SignableHttpMessage message =
        signed(
            response(),
            "sig-b24",
            "(\"@status\" \"content-type\" \"content-digest\" \"content-length\")"
                + ";created=1618884473;keyid=\"test-key-ecc-p256\"",
            "wNmSUAhwb5LxtOtOpNa6W5xj067m5hFrj0XQ4fvpaCLx0NKocgPquLgyahnzDnDAUy5eCdlYUEkLIj+32oiasw"
                + "==");

    verifier().verify(message, "sig-b24", always(Rfc9421Keys.p256()));
  }

  @Test
  void verifiesTheSharedSecretOfB25() throws Exception {
    SignableHttpMessage message = signed(request(), "sig-b25", B25, B25_SIGNATURE);

    verifier().verify(message, "sig-b25", always(Rfc9421Keys.shared()));
  }

  @Test
  void signsLikeExampleB25() throws Exception {
    SignatureInput input = SignatureInput.read(List.of("sig-b25=" + B25)).get("sig-b25");

    SignableHttpMessage message =
        new MessageSigner(Rfc9421Keys.shared()).sign(request(), "sig-b25", input);

    assertEquals(List.of("sig-b25=:" + B25_SIGNATURE + ":"), message.field("Signature"));
  }

  @Test
  void verifiesTheEd25519SignatureOfB26() throws Exception {
    SignableHttpMessage message = signed(request(), "sig-b26", B26, B26_SIGNATURE);

    verifier().verify(message, "sig-b26", always(Rfc9421Keys.ed25519()));
  }

  @Test
  void signsLikeExampleB26() throws Exception {
    SignatureInput input = SignatureInput.read(List.of("sig-b26=" + B26)).get("sig-b26");

    SignableHttpMessage message =
        new MessageSigner(
                new JcaSigningKey(
                    SignatureAlgorithm.ED25519, Rfc9421Keys.ed25519Private(), Optional.empty()))
            .sign(request(), "sig-b26", input);

    assertEquals(List.of("sig-b26=" + B26), message.field("Signature-Input"));
    assertEquals(List.of("sig-b26=:" + B26_SIGNATURE + ":"), message.field("Signature"));
  }

  @Test
  void buildsSignatureBaseOfB26() throws Exception {
    SignatureInput input = SignatureInput.read(List.of("s=" + B26)).get("s");

    assertEquals(
        """
        "date": Tue, 20 Apr 2021 02:07:55 GMT
        "@method": POST
        "@path": /foo
        "@authority": example.com
        "content-type": application/json
        "content-length": 18
        "@signature-params": ("date" "@method" "@path" "@authority" "content-type" \
        "content-length");created=1618884473;keyid="test-key-ed25519\"""",
        SignatureBaseBuilder.of(request(), input));
  }

  @Test
  void verifiesProxySignatureOfB3() throws Exception {
    SignableHttpMessage message =
        signed(
            SignableHttpMessage.request(
                "POST",
                SignatureTargetUri.of("https://service.internal.example/foo?param=Value&Pet=dog"),
                Map.of("Client-Cert", List.of(CLIENT_CERT))),
            "ttrp",
            "(\"@path\" \"@query\" \"@method\" \"@authority\" \"client-cert\")"
                + ";created=1618884473;keyid=\"test-key-ecc-p256\"",
            "xVMHVpawaAC/0SbHrKRs9i8I3eOs5RtTMGCWXm/9nvZzoHsIg6Mce9315T6xoklyy0yzhD9ah4JHRwMLOgmizw"
                + "==");

    verifier().verify(message, "ttrp", always(Rfc9421Keys.p256()));
  }

  @Test
  void acceptsPermittedTransformationsOfB4() throws Exception {
    verifier().verify(transformed("GET", "", "application/json", "*/*"), "transform", ed25519());
    verifier().verify(transformed("GET", "", "application/json, */*"), "transform", ed25519());
    verifier()
        .verify(
            transformed("GET", "?name1=Value1&param=added", " application/json ", "*/*"),
            "transform",
            ed25519());
  }

  @Test
  void rejectsForbiddenTransformationsOfB4() {
    assertMismatch(transformed("POST", "", "application/json", "*/*"));
    assertMismatch(transformed("GET", "", "*/*", "application/json"));
  }

  private static void assertMismatch(SignableHttpMessage message) {
    var refusal =
        assertThrows(
            InvalidMessageSignatureException.class,
            () -> verifier().verify(message, "transform", ed25519()));
    assertEquals(SignatureFailureCause.MISMATCH, refusal.problem());
  }

  private static SignableHttpMessage transformed(String method, String query, String... accept) {
    return signed(
        SignableHttpMessage.request(
            method,
            SignatureTargetUri.of("https://example.org/demo" + query),
            Map.of("Accept", List.of(accept), "Accept-Language", List.of("en"))),
        "transform",
        "(\"@method\" \"@path\" \"@authority\" \"accept\");created=1618884473"
            + ";keyid=\"test-key-ed25519\"",
        "ZT1kooQsEHpZ0I1IjCqtQppOmIqlJPeo7DHR3SoMn0s5JZ1eRGS0A+vyYP9t/LXlh5QMFFQ6cpLt2m0pmj3NDA==");
  }

  private static MessageSignatureVerifier.VerificationKeyResolver ed25519()
      throws java.security.GeneralSecurityException {
    return always(Rfc9421Keys.ed25519());
  }
}
