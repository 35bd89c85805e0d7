/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.fake;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.key.SigningKeyInfo;
import org.lumoauth.api.key.SigningKeyService;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Tenants without a key, for tests that expect no key access; a test overrides expected methods.
 */
public class UnsupportedSigningKeyService implements SigningKeyService {

  @Override
  public String sign(
      TenantContext tenant,
      SigningAlgorithm algorithm,
      Map<String, Object> header,
      String payload) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String verify(TenantContext tenant, String jws) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isTrusted(TenantContext tenant, String kid) {
    return false;
  }

  @Override
  public List<Map<String, Object>> publicKeys(TenantContext tenant) {
    return List.of();
  }

  @Override
  public void publish(TenantContext tenant, SigningAlgorithm algorithm) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<SigningKeyInfo> list(TenantContext tenant) {
    return List.of();
  }

  @Override
  public String rotate(TenantContext tenant, SigningAlgorithm algorithm, AuditInitiator by) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void revoke(TenantContext tenant, String kid, AuditInitiator by) {
    throw new UnsupportedOperationException();
  }
}
