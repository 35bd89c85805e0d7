/** Authorization requests in signed request objects (JAR). */
package org.lumoauth.oauth.jar;
