/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.fake;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.key.InvalidSignatureException;
import org.lumoauth.api.key.SigningKeyInfo;
import org.lumoauth.api.key.SigningKeyService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.TestJwtSigner;

/** One P-256 key for each tenant, which signs with ES256 for every requested algorithm. */
public final class FakeSigningKeyService implements SigningKeyService {

  private final Map<String, TestJwtSigner> signers = new ConcurrentHashMap<>();

  @Override
  public String sign(
      TenantContext tenant,
      SigningAlgorithm algorithm,
      Map<String, Object> header,
      String payload) {
    TestJwtSigner signer = signer(tenant);
    Map<String, Object> whole = new TreeMap<>(header);
    whole.put("alg", signer.algorithm());
    whole.put("kid", signer.kid());
    String text =
        whole.entrySet().stream()
            .map(each -> "\"" + each.getKey() + "\":\"" + each.getValue() + "\"")
            .collect(Collectors.joining(",", "{", "}"));
    return signer.signText(text, payload);
  }

  @Override
  public String verify(TenantContext tenant, String jws) throws InvalidSignatureException {
    String[] parts = jws.split("\\.", -1);
    if (parts.length != 3 || !holds(tenant, parts)) {
      throw new InvalidSignatureException("the signature is not of this tenant");
    }
    return new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
  }

  private boolean holds(TenantContext tenant, String[] parts) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initVerify(signer(tenant).keys().getPublic());
      signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.UTF_8));
      return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  @Override
  public boolean isTrusted(TenantContext tenant, String kid) {
    return signer(tenant).kid().equals(kid);
  }

  @Override
  public List<Map<String, Object>> publicKeys(TenantContext tenant) {
    TestJwtSigner signer = signer(tenant);
    Map<String, Object> jwk = new TreeMap<>(signer.jwk());
    jwk.put("alg", signer.algorithm());
    return List.of(jwk);
  }

  @Override
  public void publish(TenantContext tenant, SigningAlgorithm algorithm) {
    signer(tenant);
  }

  @Override
  public List<SigningKeyInfo> list(TenantContext tenant) {
    throw new UnsupportedOperationException("the fake does not list keys");
  }

  @Override
  public String rotate(TenantContext tenant, SigningAlgorithm algorithm, AuditInitiator by) {
    throw new UnsupportedOperationException("the fake does not rotate keys");
  }

  @Override
  public void revoke(TenantContext tenant, String kid, AuditInitiator by) {
    throw new UnsupportedOperationException("the fake does not revoke keys");
  }

  private TestJwtSigner signer(TenantContext tenant) {
    return signers.computeIfAbsent(tenant.id(), id -> TestJwtSigner.es256("key-of-" + id));
  }
}
