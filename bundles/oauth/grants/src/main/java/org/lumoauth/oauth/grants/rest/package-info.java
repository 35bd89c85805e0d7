/** The admin API over grants, which the reference calls tokens. */
package org.lumoauth.oauth.grants.rest;
