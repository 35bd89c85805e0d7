/** Tests of the authorization endpoint, consent and request objects. */
package org.lumoauth.itests.http.authorization;
