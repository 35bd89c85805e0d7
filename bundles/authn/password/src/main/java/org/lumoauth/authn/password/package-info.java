/** Sign-in by password. */
package org.lumoauth.authn.password;
