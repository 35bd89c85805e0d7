/** Relation queries: checks, lists and userset trees. */
package org.lumoauth.authz.rebac.query;
