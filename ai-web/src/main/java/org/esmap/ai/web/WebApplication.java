package org.esmap.ai.web;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** All routes of the contract start at the root of the server. */
@ApplicationPath("/")
public class WebApplication extends Application {}
