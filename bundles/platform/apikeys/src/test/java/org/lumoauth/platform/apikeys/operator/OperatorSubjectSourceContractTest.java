/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.apikeys.operator;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectSource;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.authz.SubjectSourceContract;

class OperatorSubjectSourceContractTest extends SubjectSourceContract {

  @Override
  protected SubjectSource source() {
    return new OperatorSubjectSource();
  }

  @Override
  protected TenantContext tenant() {
    return aTenant().build();
  }

  @Override
  protected SubjectRef enabled() {
    return OperatorAuthenticator.OPERATOR;
  }

  @Override
  protected Optional<SubjectRef> disabled() {
    return Optional.empty();
  }

  @Override
  protected Optional<TenantContext> anotherTenant() {
    return Optional.empty(); // the operator is of no tenant
  }
}
