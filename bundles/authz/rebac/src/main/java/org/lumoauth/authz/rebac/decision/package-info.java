/** The relation model as an authorization model for decisions. */
package org.lumoauth.authz.rebac.decision;
