/** Tests of sign-in, sessions, hosted pages and mail. */
package org.lumoauth.itests.http.signin;
