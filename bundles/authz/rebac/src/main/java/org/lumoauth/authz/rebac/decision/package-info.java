/** Relations as one of the models that decisions are made by. */
package org.lumoauth.authz.rebac.decision;
