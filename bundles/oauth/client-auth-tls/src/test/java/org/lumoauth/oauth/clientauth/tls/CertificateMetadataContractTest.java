package org.lumoauth.oauth.clientauth.tls;

import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.lang.annotation.Annotation;
import org.lumoauth.api.oauth.MetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.MetadataContributorContract;

class CertificateMetadataContractTest extends MetadataContributorContract {

  private record Config(String trustedAuthorities, String certificateBaseUrl) implements TlsConfig {
    @Override
    public Class<? extends Annotation> annotationType() {
      return TlsConfig.class;
    }
  }

  @Override
  protected MetadataContributor contributor() {
    return new CertificateMetadata(new Config("", "https://mtls.example"));
  }

  @Override
  protected TenantContext tenant() {
    return aTenant().build();
  }
}
