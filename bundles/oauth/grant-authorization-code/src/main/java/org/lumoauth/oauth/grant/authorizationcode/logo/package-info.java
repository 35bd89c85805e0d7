/** Pictures of clients, fetched by the server and shown from its own address. */
package org.lumoauth.oauth.grant.authorizationcode.logo;
