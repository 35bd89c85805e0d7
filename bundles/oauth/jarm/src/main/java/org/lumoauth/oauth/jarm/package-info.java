/** Authorization responses as signed JWTs (JARM). */
package org.lumoauth.oauth.jarm;
