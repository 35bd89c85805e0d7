/** REST API of attributes and policies, and checks against policies alone. */
package org.lumoauth.authz.abac.rest;
