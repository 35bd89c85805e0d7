/** Assertions of model authors. The server only stores them; tools read and test them. */
package org.lumoauth.authz.openfga.assertion;
