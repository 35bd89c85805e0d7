/** The most frequent operations, as endpoints that the HTTP layer calls directly. */
package org.lumoauth.authz.openfga.check;
