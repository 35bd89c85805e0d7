/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf;

import java.util.Map;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.fake.UnsupportedSigningKeyService;

/** Returns the content to sign as readable text instead of a signature. */
public final class ReadableSigningKeyService extends UnsupportedSigningKeyService {

  @Override
  public String sign(
      TenantContext tenant,
      SigningAlgorithm algorithm,
      Map<String, Object> header,
      String payload) {
    return algorithm + " " + header + " " + payload;
  }
}
