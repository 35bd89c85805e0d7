/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.signing;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.metric.Metric;
import org.lumoauth.api.metric.Metric.MetricSample;
import org.lumoauth.api.metric.MetricSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reports the provider of signatures. The JDK's own provider is much slower. */
@Component(property = {"lumoauth.kind=metrics", "lumoauth.name=crypto-provider"})
public final class CryptoProviderMetrics implements MetricSource {

  private final JcaProviderSelector provider;

  @Activate
  public CryptoProviderMetrics(@Reference JcaProviderSelector provider) {
    this.provider = provider;
  }

  @Override
  public List<Metric> metrics() {
    return List.of(
        new Metric(
            "lumoauth_crypto_provider",
            Metric.MetricType.GAUGE,
            "The provider that creates and verifies signatures; always 1.",
            List.of(new MetricSample("", Map.of("provider", provider.name()), 1))));
  }
}
