/** Policies: their content, their targets and their combined evaluation. */
package org.lumoauth.authz.abac.policy;
