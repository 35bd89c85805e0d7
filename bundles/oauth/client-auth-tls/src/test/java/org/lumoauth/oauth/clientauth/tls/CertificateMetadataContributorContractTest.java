/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientauth.tls;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.lang.annotation.Annotation;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.oauth.ServerMetadataContributorContract;

class CertificateMetadataContributorContractTest extends ServerMetadataContributorContract {

  private record Config(String trustedAuthorities, String certificateBaseUrl)
      implements TlsClientAuthConfig {
    @Override
    public Class<? extends Annotation> annotationType() {
      return TlsClientAuthConfig.class;
    }
  }

  @Override
  protected ServerMetadataContributor contributor() {
    return new CertificateMetadataContributor(new Config("", "https://mtls.example"));
  }

  @Override
  protected TenantContext tenant() {
    return aTenant().build();
  }
}
