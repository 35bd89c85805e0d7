/** Workload identities of any OpenID Connect issuer, by {@code sub} and other claims. */
package org.lumoauth.agents.workloadoidc;
