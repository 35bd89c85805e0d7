/** Client authentication with the secret in the Authorization header. */
package org.lumoauth.oauth.clientauth.secretbasic;
