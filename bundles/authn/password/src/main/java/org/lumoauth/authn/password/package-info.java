/** Signs people in with a password. */
package org.lumoauth.authn.password;
