/** Client logos, fetched by the server and served from its own address. */
package org.lumoauth.oauth.grant.authorizationcode.logo;
