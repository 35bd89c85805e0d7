/** Policies: what they say, which of them a question concerns, and what they come to together. */
package org.lumoauth.authz.abac.policy;
