/** Workloads of any OpenID Connect issuer, known by {@code sub} and other claims. */
package org.lumoauth.agents.workloadoidc;
