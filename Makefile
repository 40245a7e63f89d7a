# The front door. `make help` lists what there is.
#
# The first command fetches everything it needs into .tools, pinned; all later ones reuse it.

SHELL  := /bin/bash
TOOLS  := .tools
PLANS  ?= plans
STORY_PLANS := system-tests/plans
ENGINE ?= R
PYTHON ?= python3
MVN    ?= mvn
MAVEN   = JAVA_HOME="$(JDK)" $(MVN) --batch-mode --no-transfer-progress
# Maven on the same JDK is twice as fast; without one it says in a sentence what to install.
JDK     = $(shell $(PYTHON) localstack/jdk.py)
SAM     = SAM_CLI_TELEMETRY=0 $(TOOLS)/sam/bin/sam
SOURCES := $(shell find pom.xml shared functions $(PLANS) -name target -prune -o -type f -print)
PACKED  := target/packed-$(subst /,-,$(PLANS))
BUNDLE  := .run/story-build/template.yaml
DRIVER  := .run/driver
RUN_JAVA = "$(JDK)/bin/java" -cp "system-tests/target/classes:simulator/target/classes:shared/target/classes:functions/detection/target/classes:functions/restart/target/classes:functions/failover/target/classes:functions/operator/target/classes:system-tests/target/lib/*"

.PHONY: help demo test check replay localstack-tests invoke ask package build lint down format tools jdk clean

help: ## lists the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(BUNDLE) $(DRIVER) ## deploys the bundle to LocalStack, breaks a host, and shows the recovery (KEEP=1 leaves it up)
	@$(RUN_JAVA) recovery.systemtests.demo.Demo

test: SEEDS = -Dseeds.r=20000 -Dseeds.l=5000
test: check localstack-tests ## everything that proves the product
	@echo "all of it passed"

check: jdk ## the part of the tests that needs no LocalStack
	$(MAVEN) verify $(SEEDS)

replay: jdk ## runs one seed again bit for bit, and shrinks and tells it if it breaks a rule: make replay ENGINE=R SEED=1
	@$(MAVEN) --quiet test -pl system-tests -am -Dtest=Replay -Dsurefire.failIfNoSpecifiedTests=false -Dspotless.check.skip=true \
	  -Dreplay.engine=$(ENGINE) -Dreplay.seed=$(SEED)

localstack-tests: $(BUNDLE) $(DRIVER) lint
	$(TOOLS)/localstack/bin/python -m unittest discover -s localstack/tests
	$(MAVEN) verify -Dtests.groups=localstack -Dtests.excluded=none -Dspotless.check.skip=true

invoke: $(BUNDLE) $(DRIVER) ## runs one packaged function on an event: make invoke FUNCTION=detection EVENT=events/alarm-host-broken.json
	@$(RUN_JAVA) recovery.systemtests.demo.Invoke "$(FUNCTION)" "$(EVENT)"

ask: | tools ## asks the operator function: make ask REQUEST=why TARGET=i-… (MODE=, BY=, REASON=, JSON=1)
	@$(TOOLS)/localstack/bin/python localstack/ask.py

lint: tools ## checks the templates
	@cd . && AWS_DEFAULT_REGION=us-east-1 $(SAM) validate --lint
	@$(TOOLS)/sam/bin/cfn-lint examples/workload.yaml

down: ## ends what KEEP=1 left up
	@$(PYTHON) localstack/down.py

format: jdk ## formats the Java sources
	$(MAVEN) --quiet spotless:apply

package: $(PACKED) ## builds the packages of the functions (PLANS=… takes the plans from another folder)

clean: ## removes what the build made, and keeps the tools
	rm -rf target */target functions/*/target .aws-sam .run

tools: jdk
	@$(PYTHON) localstack/install.py --into $(TOOLS)

jdk:
	@$(PYTHON) localstack/jdk.py > /dev/null

# --- SAM -------------------------------------------------------------------------------------------------------------
# `sam build` runs `make build-<LogicalId>` once per function with ARTIFACTS_DIR set. Maven runs once for all of them:
# the stamp is newer than every source, or Maven runs.
build-DetectionFunction: MODULE = functions/detection
build-RestartFunction:   MODULE = functions/restart
build-FailoverFunction:  MODULE = functions/failover
build-OperatorFunction:  MODULE = functions/operator
build-DetectionFunction build-RestartFunction build-FailoverFunction build-OperatorFunction: $(PACKED)
	cp -R $(MODULE)/target/function/. "$(ARTIFACTS_DIR)/"

$(PACKED): $(SOURCES)
	rm -rf functions/*/target/function target/packed-*
	$(MAVEN) --quiet -DskipTests -Dspotless.check.skip=true -Dplans="$(abspath $(PLANS))" package -am -pl functions/detection,functions/restart,functions/failover,functions/operator
	mkdir -p $(@D) && touch $@

# The bundle with the stories' plans, as SAM builds it, and the Java that drives it.
$(BUNDLE): template.yaml samconfig.toml $(SOURCES) $(wildcard $(STORY_PLANS)/*.json) | tools
	@echo "building the bundle with the plans of $(STORY_PLANS) (about a minute)"
	@mkdir -p .run && PLANS=$(STORY_PLANS) $(SAM) build --build-dir $(@D) > .run/sam-build.log 2>&1 || { cat .run/sam-build.log; exit 1; }

$(DRIVER): $(SOURCES) $(shell find simulator/src system-tests/src system-tests/pom.xml simulator/pom.xml -type f) | jdk
	@echo "building the driver (half a minute)"
	@$(MAVEN) --quiet -DskipTests -Dspotless.check.skip=true process-classes
	@mkdir -p $(@D) && touch $@
