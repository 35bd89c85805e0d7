/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.signing;

import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reports the selected cryptography provider to the operator. */
@Component(
    service = HealthCheck.class,
    property = {"hc.name=crypto-provider", "hc.tags=info"})
public final class CryptoProviderHealthCheck implements HealthCheck {

  private final JcaProviderSelector provider;

  @Activate
  public CryptoProviderHealthCheck(@Reference JcaProviderSelector provider) {
    this.provider = provider;
  }

  @Override
  public Result execute() {
    var log = new FormattingResultLog();
    log.info("Signatures are created and verified by {}.", provider.name());
    return new Result(log);
  }
}
