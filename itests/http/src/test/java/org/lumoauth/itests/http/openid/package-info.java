/** Tests of OpenID Connect. */
package org.lumoauth.itests.http.openid;
