/** Authorization requests: what is read, and whether it is valid. */
package org.lumoauth.oauth.grant.authorizationcode.request;
