package org.lumoauth.agents.ssf;

import java.util.Map;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.fake.UnsupportedSigningKeyService;

/** Writes what it was asked to sign, so that a test can read it. */
public final class PlainKeys extends UnsupportedSigningKeyService {

  @Override
  public String sign(
      TenantContext tenant,
      SigningAlgorithm algorithm,
      Map<String, Object> header,
      String payload) {
    return algorithm + " " + header + " " + payload;
  }
}
