/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.openid.claims;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUser;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;

import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.token.SubjectClaimsContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.oauth.SubjectClaimsContributorContract;
import org.lumoauth.testkit.fake.user.FakeUserDirectory;

class StandardClaimsContributorContractTest extends SubjectClaimsContributorContract {

  private static final TenantContext ACME = aTenant().build();

  @Override
  protected SubjectClaimsContributor contributor() {
    return new StandardClaimsContributor(new FakeUserDirectory().with(ACME, aUser().build()));
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected SubjectRef subject() {
    return aUserRef();
  }

  @Override
  protected Set<String> scope() {
    return Set.of("email");
  }
}
