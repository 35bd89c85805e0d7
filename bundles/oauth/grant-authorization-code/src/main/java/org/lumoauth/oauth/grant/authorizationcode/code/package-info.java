/** Authorization codes and the grant that redeems them. */
package org.lumoauth.oauth.grant.authorizationcode.code;
