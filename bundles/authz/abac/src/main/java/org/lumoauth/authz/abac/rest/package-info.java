/** The API of attributes and policies, and the questions that are asked of policies alone. */
package org.lumoauth.authz.abac.rest;
