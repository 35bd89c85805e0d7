/** The permission check endpoints. */
package org.lumoauth.authz.checks;
