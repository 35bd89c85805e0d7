/** Lets clients authenticate with their secret in the Authorization header. */
package org.lumoauth.oauth.clientauth.secretbasic;
