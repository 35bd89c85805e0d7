/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.openid;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.fake.UnsupportedSigningKeyService;

/** Records the algorithms for which keys are published. */
public final class RecordingSigningKeyService extends UnsupportedSigningKeyService {

  private final List<SigningAlgorithm> published = new CopyOnWriteArrayList<>();

  public List<SigningAlgorithm> published() {
    return published;
  }

  @Override
  public void publish(TenantContext tenant, SigningAlgorithm algorithm) {
    published.add(algorithm);
  }
}
