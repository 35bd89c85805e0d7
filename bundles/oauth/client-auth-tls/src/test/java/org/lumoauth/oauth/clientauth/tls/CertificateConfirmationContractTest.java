package org.lumoauth.oauth.clientauth.tls;

import static org.lumoauth.testkit.builder.Builders.aRequest;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.TokenConfirmation;
import org.lumoauth.testkit.builder.RequestViewBuilder;
import org.lumoauth.testkit.contract.TokenConfirmationContract;

class CertificateConfirmationContractTest extends TokenConfirmationContract {

  @Override
  protected TokenConfirmation confirmation() {
    return new CertificateConfirmation();
  }

  @Override
  protected TenantContext tenant() {
    return aTenant().build();
  }

  @Override
  protected Object value() {
    return Thumbprint.of(Certificates.CLIENT);
  }

  @Override
  protected RequestView proven() {
    return request().withCertificate(Certificates.CLIENT).build();
  }

  @Override
  protected RequestView provenByAnother() {
    return request().withCertificate(Certificates.SELF_SIGNED).build();
  }

  @Override
  protected RequestView unproven() {
    return request().build();
  }

  private static RequestViewBuilder request() {
    return aRequest().withHeader("Authorization", "Bearer an-access-token");
  }
}
