/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.cache;

import java.util.ArrayList;
import java.util.List;
import org.lumoauth.authz.abac.policy.CompiledPolicy;
import org.lumoauth.authz.abac.policy.PolicyCompiler;
import org.lumoauth.authz.abac.policy.PolicySet;
import org.lumoauth.authz.abac.policy.StoredPolicy;
import org.lumoauth.authz.abac.store.AbacTransaction;
import org.lumoauth.authz.abac.store.AbacTransactionRunner;

/** Loads and compiles a tenant's policies. */
final class PolicyLoader {

  /**
   * The loaded policies.
   *
   * @param content the policies and definitions
   * @param revision the revision of the store before loading
   */
  record LoadedPolicies(TenantPolicies content, long revision) {}

  private final AbacTransactionRunner unit;
  private final PolicyCompiler compiler;

  PolicyLoader(AbacTransactionRunner unit, PolicyCompiler compiler) {
    this.unit = unit;
    this.compiler = compiler;
  }

  long revision(String tenantId) {
    return unit.read(tenantId, AbacTransaction::revision);
  }

  /** Loads the policies. The revision is read first, so concurrent changes cause another load. */
  LoadedPolicies load(String tenantId) {
    return unit.read(
        tenantId,
        transaction -> {
          long revision = transaction.revision();
          var policies = compiled(transaction.policies().all());
          var definitions = transaction.definitions().all();
          return new LoadedPolicies(
              TenantPolicies.of(new PolicySet(policies), definitions), revision);
        });
  }

  private List<CompiledPolicy> compiled(List<StoredPolicy> stored) {
    var compiled = new ArrayList<CompiledPolicy>(stored.size());
    stored.forEach(policy -> compiled.add(compiler.compile(policy)));
    return compiled;
  }
}
